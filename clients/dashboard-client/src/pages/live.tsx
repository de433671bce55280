import { Badge, Button, Check, EmptyState } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '../address';
import { clock, duration, number } from '../format';
import { type Happening, type Live, useLive } from '../live';
import { wordFor } from '../parts/interaction';
import { PageFrame, Tile, Tiles } from '../parts/page';
import { plain } from '../plain';
import { say } from '../strings';

const KINDS: readonly Happening['kind'][] = ['accepted', 'refused', 'session-opened', 'session-closed'];
const TONES = {
  accepted: 'plain',
  refused: 'bad',
  'session-opened': 'good',
  'session-closed': 'warm',
} as const;

export const Page = () => {
  const live = useLive();
  const [{ hide = '' }, change] = useAddress();
  const [held, setHeld] = useState<Live['happened']>();
  const hidden = hide.split(',').filter(Boolean);
  const shown = (held ?? live.happened).filter(({ kind }) => !hidden.includes(kind));
  const toggle = (kind: string) => {
    const next = hidden.includes(kind) ? hidden.filter((one) => one !== kind) : [...hidden, kind];
    change({ hide: next.join(',') });
  };
  const counted = (kind: Happening['kind']) => live.happened.filter((told) => told.kind === kind).length;
  return (
    <PageFrame
      title={say.live.title}
      lead={say.live.lead}
      actions={
        <>
          <span aria-live="polite">
            <Badge tone={live.state === 'open' ? 'good' : 'warm'}>{say.live.states[live.state]}</Badge>
          </span>
          <Button
            look="quiet"
            size="small"
            aria-pressed={held !== undefined}
            onClick={() => setHeld(held ? undefined : live.happened)}
          >
            {held ? say.live.goOn : say.live.hold}
          </Button>
          <Button look="plain" size="small" onClick={live.clear}>
            {say.live.clear}
          </Button>
        </>
      }
    >
      <Tiles>
        <Tile label={say.live.eventsAMinute} value={number(live.perMinute)} />
        <Tile label={say.live.opened} value={number(counted('session-opened'))} note={say.live.sinceOpen} />
        <Tile label={say.live.closed} value={number(counted('session-closed'))} note={say.live.sinceOpen} />
        <Tile label={say.live.refused} value={number(counted('refused'))} note={say.live.sinceOpen} />
      </Tiles>
      <fieldset className="filters">
        <legend>{say.live.show}</legend>
        {KINDS.map((kind) => (
          <Check key={kind} checked={!hidden.includes(kind)} onChange={() => toggle(kind)}>
            {say.live.kinds[kind]}
          </Check>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <EmptyState title={say.live.quiet}>{say.live.quietWhy}</EmptyState>
      ) : (
        <ol className="happenings">
          {shown.map((told) => (
            <li key={told.key}>
              <time className="soft">{clock('at' in told ? told.at : told.endedAt)}</time>
              <Badge tone={TONES[told.kind]}>{say.live.kinds[told.kind]}</Badge>
              <div>
                <Told of={told} />
                <Link
                  to="/interactions"
                  search={{ session: told.sessionId }}
                  className="soft session-id"
                  title={say.live.sessionOf}
                >
                  <bdi>{plain(told.sessionId, 40)}</bdi>
                </Link>
              </div>
            </li>
          ))}
        </ol>
      )}
    </PageFrame>
  );
};

const Told = ({ of: told }: { of: Happening }) => {
  switch (told.kind) {
    case 'accepted':
      return (
        <ul className="events">
          {told.events.map(({ eventId, type, name, url }) => (
            <li key={eventId}>
              <strong>
                <bdi>{plain(name ?? type, 80)}</bdi>
              </strong>
              {url && <bdi className="soft"> {plain(url, 160)}</bdi>}
            </li>
          ))}
          {told.count > told.events.length && <li>{say.live.andMore(told.count - told.events.length)}</li>}
          {told.repeated > 0 && <li className="soft">{say.live.repeated(told.repeated)}</li>}
        </ul>
      );
    case 'refused':
      return (
        <ul className="events">
          {Object.entries(told.reasons).map(([reason, count]) => (
            <li key={reason}>
              {plain(reason, 80)}: {number(count)}
            </li>
          ))}
        </ul>
      );
    case 'session-opened':
      return <p>{say.live.began}</p>;
    case 'session-closed':
      return (
        <p>
          {say.live.ended(
            number(told.events),
            duration(Date.parse(told.endedAt) - Date.parse(told.startedAt)),
            wordFor(say.live.reasons, told.reason),
          )}
        </p>
      );
  }
};
