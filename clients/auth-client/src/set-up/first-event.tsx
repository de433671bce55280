import { Icon } from '@crow/ui-kit';
import { words } from '../words';
import type { Live } from './live';

const text = words.setUp.sources;

/** Waits for the first event, and lights up when it comes. What arrived is shown as text, whatever it holds. */
export const FirstEvent = ({ live }: { live: Live }) => {
  const { first, before, count, refused, state } = live;
  const lit = first !== undefined || before;
  return (
    <div className="first-event" data-lit={lit || undefined} aria-live="polite">
      <span className="lamp" aria-hidden="true">
        {lit && <Icon name="check" size={22} />}
      </span>
      <div>
        <strong>{first ? text.arrived : before ? text.before : text.waiting}</strong>
        {first && <p className="clipped">{describe(first.type, first.url)}</p>}
        {count > 1 && <p className="small">{text.more(count)}</p>}
        {!lit && <p className="small">{state === 'open' ? text.waitingText : waitingFor(state)}</p>}
        {!lit && refused.length > 0 && (
          <p className="kit-fault">
            {text.refused} {refused.join(', ')}
          </p>
        )}
      </div>
    </div>
  );
};

const waitingFor = (state: Live['state']) => (state === 'interrupted' ? text.interrupted : text.connecting);

const LONGEST = 300;

const describe = (type: string, url: string | undefined): string =>
  (url ? text.arrivedText(type, url) : text.arrivedSomewhere(type)).slice(0, LONGEST);
