import { keptIn } from './kept';
import { createStore } from './store';

/** `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
/** `theme.js` of each client reads this name before the page is painted. */
export const THEME_KEY = 'crow.ui.theme';

const kept = keptIn('localStorage');

export const themeStore = createStore<Theme>('auto');

const isTheme = (value: string | null): value is Theme => THEMES.some((theme) => theme === value);

/** Takes up what was chosen on an earlier page. */
export const recallTheme = (): void => {
  const chosen = kept.get(THEME_KEY);
  if (isTheme(chosen)) {
    themeStore.set(chosen);
  }
};

export const chooseTheme = (theme: Theme): void => {
  if (theme === 'auto') {
    kept.remove(THEME_KEY);
    delete document.documentElement.dataset.theme;
  } else {
    kept.set(THEME_KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
  themeStore.set(theme);
};
