// The colours that were chosen, before anything is drawn.
{
  const colors = window.__md_get("__palette")?.color;
  if (colors?.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    for (const key of ["media", "scheme", "primary", "accent"])
      colors[key] = input.getAttribute(`data-md-color-${key}`);
  }
  for (const [key, value] of Object.entries(colors ?? {})) document.body.setAttribute(`data-md-color-${key}`, value);
}
