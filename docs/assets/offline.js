// In the offline copy (`ajar offline`): what browsers refuse to pages that are opened from a disk, done otherwise.
// Modules come as texts of `modules.js`, data as scripts that call `ajarData`, and links name their file.
{
  const here = document.currentScript.src;
  const root = here.slice(0, here.lastIndexOf("/assets/") + 1);
  window.ajarHere = here;

  /** What to do with a document once it comes, by its path. @type {Map<string, (data: any) => void>} */
  const waiting = new Map();
  /** Documents by address, each asked for once. @type {Map<string, Promise<any>>} */
  const asked = new Map();
  window.ajarData = (path, data) => waiting.get(path)?.(data);

  /** @param {string} url */
  const document_ = (url) =>
    new Promise((resolve, reject) => {
      waiting.set(decodeURI(url.slice(root.length)), resolve);
      const onerror = () => reject(new TypeError(`${url} is not in this copy`));
      document.head.append(Object.assign(document.createElement("script"), { src: `${url}.js`, onerror }));
    });

  window.fetch = async (address) => {
    const url = String(address);
    if (!asked.has(url)) asked.set(url, document_(url));
    const data = await asked.get(url);
    return { ok: true, status: 200, url, json: async () => data };
  };

  /** A folder has no page of its own here. @param {Event} event */
  const name = (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link || !link.href.startsWith(root)) return;
    const to = new URL(link.href);
    if (to.pathname.endsWith("/")) link.href = Object.assign(to, { pathname: `${to.pathname}index.html` }).href;
  };
  for (const type of ["click", "auxclick", "contextmenu"]) addEventListener(type, name, true);

  const imports = Object.fromEntries(
    Object.entries(window.ajarModules).map(([id, text]) => [id, `data:text/javascript,${encodeURIComponent(text)}`]),
  );
  const map = Object.assign(document.createElement("script"), { type: "importmap" });
  map.textContent = JSON.stringify({ imports });
  document.head.append(map);
  import("ajar/js/ajar.js");
}
