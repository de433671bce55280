import { Button, Dialog, useStore } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { brand } from '../catalogue';
import { type Consent, consent, decide } from '../state/consent';
import { ProblemPanel } from './problem-panel';

export const Footer = () => (
  <footer className="footer">
    <div className="footer-grid">
      <section>
        <h2>{brand}</h2>
        <p>
          An invented brand. Nothing here is for sale, nothing you type leaves your browser, and no order will
          ever arrive.
        </p>
      </section>
      <nav aria-label="About">
        <h2>Good to know</h2>
        <ul>
          <li>
            <Link to="/about">About this shop</Link>
          </li>
          <li>
            <Link to="/search">Search</Link>
          </li>
          <li>
            <Link to="/cart">Cart</Link>
          </li>
          <li>
            <Privacy />
          </li>
        </ul>
      </nav>
      <section>
        <ProblemPanel />
      </section>
    </div>
  </footer>
);

const STANDING: Record<Consent, string> = {
  unknown: 'CROW is not on this page at the moment, so nothing is measured.',
  objected:
    'Your browser asks not to be observed (Global Privacy Control or Do Not Track). Nothing is measured.',
  open: 'You have not decided yet. Nothing is measured until you agree.',
  granted: 'You agreed that CROW measures how you use this shop.',
  refused: 'You said no. Nothing is measured.',
};

const Privacy = () => {
  const [open, setOpen] = useState(false);
  const standing = useStore(consent);
  const asked = standing !== 'unknown' && standing !== 'objected';
  const answer = (granted: boolean) => {
    decide(granted);
    setOpen(false);
  };
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        Privacy settings
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Privacy settings">
        <p>{STANDING[standing]}</p>
        {asked && (
          <div className="row">
            {standing !== 'granted' && <Button onClick={() => answer(true)}>Allow measuring</Button>}
            {standing !== 'refused' && (
              <Button look="quiet" onClick={() => answer(false)}>
                {standing === 'granted' ? 'Withdraw consent' : 'No, thanks'}
              </Button>
            )}
          </div>
        )}
        <p className="small">
          No cookies. What you type into forms is never read. Withdrawing deletes what was not sent yet.
        </p>
      </Dialog>
    </>
  );
};
