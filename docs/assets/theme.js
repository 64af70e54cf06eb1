// A page in a frame elsewhere: light or dark as its address asks (`?theme=dark`), else as the reader's system does.
{
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.classList.add(theme);
}
