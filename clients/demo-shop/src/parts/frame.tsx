import { buttonLooks, ErrorState, Toaster } from '@crow/ui-kit';
import { type ErrorComponentProps, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { BASE } from '../catalogue';
import { ConsentBanner } from './consent-banner';
import { Footer } from './footer';
import { Header } from './header';

/** What is around every page. */
export const Frame = () => {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const main = useRef<HTMLElement>(null);
  const seen = useRef(path);
  useEffect(() => {
    // A screen reader goes on at the new page, not at the link that is gone.
    if (seen.current && path && seen.current !== path) {
      main.current?.focus({ preventScroll: true });
    }
    seen.current = path;
  }, [path]);
  return (
    <Toaster>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <ConsentBanner />
    </Toaster>
  );
};

/** A page that failed. The links of the frame still work. */
export const BrokenPage = ({ reset }: ErrorComponentProps) => (
  <div className="page">
    <ErrorState
      title="This page stumbled"
      action={
        <div className="row">
          <button type="button" {...buttonLooks()} onClick={reset}>
            Try again
          </button>
          <a {...buttonLooks({ look: 'quiet' })} href={`${BASE}/`}>
            To the front page
          </a>
        </div>
      }
    >
      Something in it did not work. Your cart is safe.
    </ErrorState>
  </div>
);
