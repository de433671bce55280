import type { ReactNode } from 'react';
import { words } from '../words';

/** A form, and beside it on wide screens what all of this is for. */
export const Split = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="split">
    <title>{`${title} – ${words.brand}`}</title>
    <section className="card">
      <h1>{title}</h1>
      {children}
    </section>
    <aside className="aside">
      <p className="claim">{words.claim}</p>
      <figure>
        <blockquote>{words.sample}</blockquote>
        <figcaption>{words.sampleNote}</figcaption>
      </figure>
    </aside>
  </div>
);
