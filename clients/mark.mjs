/** CROW's sign, to stand beside its name. */
export const mark = `<svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="var(--accent)"/><path d="M6 20c0-7 5-12 11-12 4 0 6 2 7 5l4 2-4 2c-1 5-5 8-10 8-2 0-4-1-5-2l7-3c-4 1-7 1-10 0z" fill="var(--accent-ink)"/><circle cx="19" cy="13" r="1.4" fill="var(--accent)"/></svg>`;
