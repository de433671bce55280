// The test's own record of what the SDK took in, written at once so that it outlives the page.
window.journal = [];
(window.crow = window.crow || []).push([
  'onEvent',
  (event) => {
    const line = `${event.eventId} ${event.type}`;
    window.journal[window.journal.length] = line;
    try {
      localStorage.setItem('journal', `${localStorage.getItem('journal') ?? ''}${line}\n`);
    } catch {
      // Blocked; the page's memory has it.
    }
  },
]);
