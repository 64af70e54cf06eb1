// The way into the site's scripts for pages in frames, whose address must not change with the scripts.
import "./js/embed.js";
