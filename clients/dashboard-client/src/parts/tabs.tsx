import { Link } from '@tanstack/react-router';

/** Parts of a page that have addresses of their own, as links. */
export const Tabs = ({
  label,
  tabs,
  chosen,
}: {
  label: string;
  tabs: readonly { name: string; label: string }[];
  chosen: string;
}) => (
  <nav className="tabs" aria-label={label}>
    {tabs.map(({ name, label: text }) => (
      <Link
        key={name}
        to="."
        search={{ tab: name }}
        replace
        aria-current={name === chosen ? 'page' : undefined}
        data-chosen={name === chosen || undefined}
      >
        {text}
      </Link>
    ))}
  </nav>
);
