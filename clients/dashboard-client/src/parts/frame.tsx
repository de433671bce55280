import { answerOf, may, type Session } from '@crow/api';
import { Badge, Button, buttonLooks, Dialog, Icon, ThemeSwitch, useStore } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { api, endedStore } from '../api';
import { PLACES } from '../navigation';
import { notifications } from '../parts-of-suite';
import { plain } from '../plain';
import { sessionQuery, useSession } from '../session';
import { say } from '../strings';

/** What stands around every page. */
export const Frame = () => {
  const session = useSession();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      // Whoever has gone somewhere is done with the menu, and reads on at the page's title.
      setOpen(false);
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
  return (
    <>
      <a className="skip" href="#content">
        {say.navigation.skip}
      </a>
      <div className="frame">
        <header className="top">
          <button
            type="button"
            className="kit-icon-button menu-button"
            aria-expanded={open}
            aria-controls="navigation"
            aria-label={say.navigation.menu}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'close' : 'menu'} />
          </button>
          <Link to="/" className="brand">
            {say.product}
          </Link>
          <Person session={session} />
        </header>
        <nav id="navigation" className="side" data-open={open || undefined} aria-label={say.navigation.label}>
          <Places session={session} />
        </nav>
        <main id="content" tabIndex={-1}>
          <Offline />
          {session.onboarding === 'founded' && <Unfinished />}
          <Outlet />
        </main>
      </div>
      <SessionEnded />
    </>
  );
};

const Places = ({ session }: { session: Session }) =>
  PLACES.map(({ title, places }) => {
    const open = places.filter(({ permission }) => !permission || may(session, permission));
    return (
      open.length > 0 && (
        <div className="places" key={title}>
          <p aria-hidden="true">{title}</p>
          <ul aria-label={title}>
            {open.map(({ to, label, icon }) => (
              <li key={to}>
                <Link to={to} search={{}} activeOptions={{ exact: to === '/', includeSearch: false }}>
                  <Icon name={icon} size={18} />
                  {label}
                  {to === '/notifications' && <Unread />}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )
    );
  });

/** How many notifications are new; nothing where nobody counts them. */
const Unread = () => {
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: ({ signal }) => notifications.unread(signal),
    refetchInterval: ({ state }) => (state.status === 'error' ? false : 60_000),
    retry: false,
  });
  return data && data.unread > 0 ? <Badge tone="good">{say.notifications.count(data.unread)}</Badge> : null;
};

const Person = ({ session }: { session: Session }) => {
  const { data: organization } = useQuery({
    queryKey: ['organization'],
    queryFn: () => answerOf(api.GET('/api/v1/organizations/me')),
    enabled: may(session, 'organization:read'),
  });
  const [leaving, setLeaving] = useState(false);
  const signOut = async () => {
    setLeaving(true);
    try {
      await api.POST('/api/v1/auth/sign-out');
    } finally {
      location.assign('/auth/sign-in');
    }
  };
  return (
    <div className="person">
      {organization && <bdi className="organization">{plain(organization.name, 80)}</bdi>}
      <ThemeSwitch />
      <Link to="/settings" search={{}} className="who" title={session.user.email}>
        <bdi>{plain(session.user.name, 60)}</bdi>
      </Link>
      <Button look="plain" size="small" busy={leaving} onClick={() => void signOut()}>
        {say.navigation.signOut}
      </Button>
    </div>
  );
};

const followNetwork = (listener: () => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};

const Offline = () => {
  const online = useSyncExternalStore(followNetwork, () => navigator.onLine);
  return <div aria-live="polite">{!online && <p className="banner">{say.common.offline}</p>}</div>;
};

const Unfinished = () => (
  <p className="banner">
    {say.navigation.unfinished} <a href="/auth/onboarding">{say.navigation.finish}</a>
  </p>
);

/** The session ended while something was being changed: sign in beside this page, and go on here. */
const SessionEnded = () => {
  const ended = useStore(endedStore);
  const queries = useQueryClient();
  const [stillEnded, setStillEnded] = useState(false);
  const goOn = async () => {
    try {
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      setStillEnded(false);
      endedStore.set(false);
      await queries.invalidateQueries();
    } catch {
      setStillEnded(true);
    }
  };
  return (
    <Dialog open={ended} onClose={() => endedStore.set(false)} title={say.session.ended}>
      <p>{say.session.nothingLost}</p>
      {stillEnded && (
        <p className="kit-fault" role="alert">
          {say.session.stillEnded}
        </p>
      )}
      <div className="actions">
        <a {...buttonLooks()} href="/auth/sign-in?next=/dashboard/" target="_blank" rel="noreferrer">
          {say.session.signIn}
        </a>
        <Button look="quiet" onClick={() => void goOn()}>
          {say.session.goOn}
        </Button>
      </div>
    </Dialog>
  );
};
