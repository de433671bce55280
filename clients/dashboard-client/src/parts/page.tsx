import { type ReactNode, useEffect } from 'react';
import { say } from '../strings';

/** A page's title, what it is for, what can be done, and what it shows. */
export const PageFrame = ({
  title,
  lead,
  actions,
  above,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}) => {
  useEffect(() => {
    document.title = `${title} · ${say.product}`;
  }, [title]);
  return (
    <div className="page">
      {above}
      <header className="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
};

/** A part of a page. */
export const Card = ({
  title,
  actions,
  children,
  className,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) => (
  <section className={`card ${className ?? ''}`}>
    {(title || actions) && (
      <div className="card-head">
        {title && <h2>{title}</h2>}
        {actions && <div className="actions">{actions}</div>}
      </div>
    )}
    {children}
  </section>
);

/** A figure with its name, and what to compare it with. */
export const Tile = ({
  label,
  value,
  note,
  tone,
}: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  tone?: 'good' | 'bad';
}) => (
  <div className="tile">
    <span className="tile-label">{label}</span>
    <span className="tile-value">{value}</span>
    {note && (
      <span className="tile-note" data-tone={tone}>
        {note}
      </span>
    )}
  </div>
);

export const Tiles = ({ children }: { children: ReactNode }) => <div className="tiles">{children}</div>;

/** Names with their values. What is null or empty is left out. */
export const Facts = ({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="facts">
    {of
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
