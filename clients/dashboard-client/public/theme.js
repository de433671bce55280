// Before anything is painted: the colours chosen on an earlier page.
try {
  const theme = localStorage.getItem('crow.ui.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is blocked; the system's colours it is.
}
