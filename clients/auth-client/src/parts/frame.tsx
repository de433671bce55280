import { buttonLooks, ErrorState, ThemeSwitch, Toaster } from '@crow/ui-kit';
import { type ErrorComponentProps, Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { words } from '../words';
import { Mark } from './mark';
import { Proof } from './proof';

/** What is around every page. */
export const Frame = () => {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const main = useRef<HTMLElement>(null);
  const seen = useRef(path);
  useEffect(() => {
    // A screen reader goes on at the new page, not at the link that is gone.
    if (seen.current && path && seen.current !== path) {
      main.current?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
    seen.current = path;
  }, [path]);
  return (
    <Toaster>
      <Proof>
        <a className="skip" href="#main">
          {words.skip}
        </a>
        <header className="top">
          <a className="logo" href="/">
            <Mark /> {words.brand}
          </a>
          <nav aria-label={words.somethingElse}>
            <a href="/docs/">{words.docs}</a>
            <ThemeSwitch />
          </nav>
        </header>
        <main id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </Proof>
    </Toaster>
  );
};

export const NotFoundPage = () => (
  <div className="card">
    <title>{`${words.notFound.title} – ${words.brand}`}</title>
    <h1>{words.notFound.title}</h1>
    <p>{words.notFound.text}</p>
    <Link to="/" {...buttonLooks()}>
      {words.notFound.home}
    </Link>
  </div>
);

/** A page that failed. */
export const BrokenPage = ({ reset }: ErrorComponentProps) => (
  <ErrorState
    title={words.broken.title}
    action={
      <button type="button" {...buttonLooks()} onClick={reset}>
        {words.broken.again}
      </button>
    }
  >
    {words.broken.text}
  </ErrorState>
);
