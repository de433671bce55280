/** A cell that a spreadsheet would take for a formula starts with an apostrophe, which shows it is none. */
const cell = (value: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** Lines as RFC 4180 wants them. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Hands a text to the browser as a file. */
export const saveFile = (name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void => {
  // A mark at the start tells spreadsheets that it is UTF-8.
  const blob = typeof content === 'string' ? new Blob(['\uFEFF', content], { type }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
