import type { ReactNode } from 'react';

/** An amount of money as people of the page's language write it. `cents` are hundredths of the currency. */
export const money = (cents: number, currency: string, language = 'en-IE'): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(cents / 100);

export const Price = ({ cents, currency }: { cents: number; currency: string }) => (
  <span className="kit-price">{money(cents, currency)}</span>
);

export type Tone = 'plain' | 'good' | 'warm' | 'bad';

/** A word on something's state. The colour only repeats what the word says. */
export const Badge = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => (
  <span className="kit-badge" data-tone={tone}>
    {children}
  </span>
);

const STAR = 'M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L1.6 7.7l5.8-.8z';

/** A rating out of five, drawn to the tenth. */
export const Stars = ({ stars, count }: { stars: number; count?: number }) => (
  <span className="kit-stars">
    <svg width="100" height="20" viewBox="0 0 100 20" role="img" aria-label={`${stars} out of 5 stars`}>
      {[0, 1, 2, 3, 4].map((place) => {
        const filled = Math.max(0, Math.min(1, stars - place));
        return (
          <g key={place} transform={`translate(${place * 20} 0)`}>
            <path d={STAR} fill="currentColor" opacity="0.25" />
            {filled > 0 && (
              <svg
                width={20 * filled}
                height="20"
                viewBox={`0 0 ${20 * filled} 20`}
                overflow="hidden"
                aria-hidden="true"
              >
                <path d={STAR} fill="currentColor" />
              </svg>
            )}
          </g>
        );
      })}
    </svg>
    {count !== undefined && (
      <span>
        {stars.toFixed(1)} ({count})
      </span>
    )}
  </span>
);

/** Holds the place of what is on its way. `className` gives it its size. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={`kit-skeleton ${className ?? ''}`} aria-hidden="true" />
);

/** Nothing is here, and what to do about it. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <div className="kit-state">
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action}
  </div>
);

/** Something went wrong: what, and what to do. Read out at once. */
export const ErrorState = ({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <div className="kit-state" role="alert">
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action}
  </div>
);
