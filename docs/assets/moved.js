// On a page that only leads elsewhere: go there, and keep what stands after ? and # in the address.
{
  const to = new URL(document.querySelector("link[rel=canonical]").href);
  to.search = location.search || to.search;
  to.hash = location.hash || to.hash;
  location.replace(to);
}
