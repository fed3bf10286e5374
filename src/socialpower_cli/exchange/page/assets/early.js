// Runs before anything is shown, so that nothing is shown that is hidden at once.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch (refused) {
  // Pages opened from a file may have no storage; the system's theme it is.
}
