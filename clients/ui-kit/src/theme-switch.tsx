import { Icon, type IconName } from './icon';
import { useStore } from './store';
import { chooseTheme, THEMES, type Theme, themeStore } from './theme';

const ICONS: Record<Theme, IconName> = { auto: 'auto', light: 'sun', dark: 'moon' };
const WORDS: Record<Theme, string> = { auto: 'as the system', light: 'light', dark: 'dark' };

/** Goes through system, light and dark. */
export const ThemeSwitch = () => {
  const theme = useStore(themeStore);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
  return (
    <button
      type="button"
      className="kit-icon-button"
      aria-label={`Colours: ${WORDS[theme]}. Change to ${WORDS[next]}`}
      onClick={() => chooseTheme(next)}
    >
      <Icon name={ICONS[theme]} />
    </button>
  );
};
