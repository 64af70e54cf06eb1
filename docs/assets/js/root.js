// Where the site stands: above the folder that this file came from, wherever a copy of it is served.
export const ROOT = new URL(import.meta.url.slice(0, import.meta.url.lastIndexOf("/assets/") + 1));
