// "/" and Ctrl K lead to the search field; without this script it is one of the page's fields like any other.
addEventListener("keydown", (event) => {
  const field = document.getElementById("site-search");
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const wanted = (event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (field && wanted && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});
