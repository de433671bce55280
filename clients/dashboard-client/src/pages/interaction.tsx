import { answerOf, type Schemas } from '@crow/api';
import { Badge } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api';
import { dateTime, duration, number, percent } from '../format';
import { Captured } from '../parts/captured';
import { OutcomeBadge, wordFor } from '../parts/interaction';
import { Card, Facts, PageFrame } from '../parts/page';
import { Loaded, ProblemView, Waiting } from '../parts/states';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { useMay } from '../session';
import { say } from '../strings';

type Detail = Schemas['InteractionDetail'];

export const Page = () => {
  const { id } = useParams({ from: '/interactions/$id' });
  const query = useQuery({
    queryKey: ['interactions', 'one', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/interactions/{id}', { params: { path: { id } }, signal })),
  });
  return (
    <PageFrame
      title={say.interaction.title}
      above={
        <Link to="/interactions" search={{}} className="back">
          {say.interaction.back}
        </Link>
      }
      lead={query.data && <Time at={query.data.startedAt} exact />}
    >
      <Loaded query={query}>{(detail) => <Whole key={detail.id} of={detail} />}</Loaded>
    </PageFrame>
  );
};

const Whole = ({ of: detail }: { of: Detail }) => {
  const [pointed, setPointed] = useState<number>();
  return (
    <>
      <Told of={detail} pointed={pointed} point={setPointed} />
      <div className="columns">
        <Events of={detail} pointed={pointed} />
        <div className="stack">
          <About of={detail} />
          <Products of={detail} />
        </div>
      </div>
      <Recordings id={detail.id} />
    </>
  );
};

interface Pointing {
  of: Detail;
  pointed: number | undefined;
}

/** The description, sentence by sentence. A sentence that is chosen shows what it rests on. */
const Told = ({
  of: { evidence, description, outcome, tags, confidence, generator },
  pointed,
  point,
}: Pointing & { point: (sentence: number | undefined) => void }) => (
  <Card className="telling">
    <p className="kit-hidden" id="evidence-hint">
      {say.interaction.evidenceHint}
    </p>
    {evidence.length > 0 ? (
      <ol className="sentences" aria-describedby="evidence-hint">
        {evidence.map(({ sentence, eventIds }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences never move
          <li key={index}>
            <button
              type="button"
              aria-pressed={pointed === index}
              onClick={() => point(pointed === index ? undefined : index)}
            >
              <bdi>{plain(sentence, 2_000)}</bdi> <small>{say.interaction.restsOn(eventIds.length)}</small>
            </button>
          </li>
        ))}
      </ol>
    ) : (
      <p>
        <Captured text={description} most={2_000} />
      </p>
    )}
    <div className="badges">
      <OutcomeBadge outcome={outcome} />
      {tags.map((tag) => (
        <Badge key={tag}>{wordFor(say.interactions.tags, tag)}</Badge>
      ))}
    </div>
    <p className="soft">
      {say.interaction.writtenBy(wordFor(say.interaction.generators, generator), percent(confidence))}
    </p>
  </Card>
);

/** What stands in an event besides its type, in a few words. */
export const wordsOf = ({ title, url, properties }: Schemas['WebEvent']): string => {
  const told = Object.entries(properties ?? {})
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name}: ${value}`);
  return [title, ...told, url].filter(Boolean).join(' · ');
};

/** The session's events in their order, those that the chosen sentence rests on marked. */
const Events = ({ of: { id, eventIds, evidence }, pointed }: Pointing) => {
  const query = useQuery({
    queryKey: ['interactions', 'events', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/interactions/{id}/events', { params: { path: { id } }, signal })),
    staleTime: 5 * 60_000,
  });
  const known = new Map(query.data?.events.map((event) => [event.eventId, event]));
  const began = query.data?.events[0]?.occurredAt;
  const meant = new Set(pointed === undefined ? [] : evidence[pointed]?.eventIds);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (pointed !== undefined) {
      list.current?.querySelector('[data-meant]')?.scrollIntoView({ block: 'nearest' });
    }
  }, [pointed]);
  return (
    <Card title={say.interaction.events(eventIds.length)}>
      {query.data && !query.data.kept && <p className="soft">{say.interaction.notKept}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and who uses the keyboard scrolls too */}
      <ol className="timeline" ref={list} tabIndex={0} aria-label={say.interaction.events(eventIds.length)}>
        {eventIds.map((eventId, index) => {
          const event = known.get(eventId);
          const sentences = evidence.flatMap((sentence, at) =>
            sentence.eventIds.includes(eventId) ? [at + 1] : [],
          );
          return (
            <li key={eventId} data-meant={meant.has(eventId) || undefined}>
              <span className="event-name">
                {event ? <bdi>{plain(event.type, 80)}</bdi> : say.interaction.event(number(index + 1))}
                {event && began && (
                  <small className="soft">
                    {' '}
                    + {duration(Date.parse(event.occurredAt) - Date.parse(began))}
                  </small>
                )}
              </span>
              <bdi className="soft">{plain(event ? wordsOf(event) : eventId, 240)}</bdi>
              {sentences.length > 0 && <Badge>{say.interaction.inSentence(sentences.join(', '))}</Badge>}
            </li>
          );
        })}
      </ol>
    </Card>
  );
};

const About = ({ of: detail }: { of: Detail }) => {
  const { context } = detail;
  return (
    <Card title={say.interaction.about}>
      <Facts
        of={[
          [say.interaction.began, dateTime(detail.startedAt)],
          [say.interaction.lasted, duration(Date.parse(detail.endedAt) - Date.parse(detail.startedAt))],
          [say.interactions.source, wordFor(say.interactions.sources, detail.source)],
          [say.interaction.closed, wordFor(say.live.reasons, detail.closeReason)],
          [
            say.interactions.session,
            <Link key="session" to="/interactions" search={{ session: detail.sessionId }}>
              <bdi>{plain(detail.sessionId, 60)}</bdi>
            </Link>,
          ],
          [say.interaction.landing, context.landingUrl && <Captured text={context.landingUrl} most={160} />],
          [say.interaction.referrer, context.referrer && <Captured text={context.referrer} most={160} />],
          [say.interaction.visitor, context.userId && <Captured text={context.userId} most={80} />],
          [say.interaction.device, context.userAgent && <Captured text={context.userAgent} most={160} />],
          [say.interaction.language, context.locale && plain(context.locale, 40)],
          [say.interaction.zone, context.timezone && plain(context.timezone, 60)],
          [
            say.interaction.screen,
            context.screenWidth && context.screenHeight && `${context.screenWidth} × ${context.screenHeight}`,
          ],
          [say.interaction.duplicates, detail.duplicates > 0 ? number(detail.duplicates) : undefined],
        ]}
      />
    </Card>
  );
};

const Products = ({ of: { products } }: { of: Detail }) => {
  const manages = useMay('products:manage');
  if (products.length === 0) {
    return null;
  }
  return (
    <Card title={say.interactions.products}>
      <ul className="plain-list">
        {products.map(({ productId, name, roles }) => (
          <li key={productId}>
            <bdi>{plain(name ?? productId, 200)}</bdi>{' '}
            {roles.map((role) => (
              <Badge key={role}>{wordFor(say.interaction.roles, role)}</Badge>
            ))}{' '}
            <Link to="/interactions" search={{ product: productId }}>
              {say.interaction.others}
            </Link>
            {manages && (
              <>
                {' · '}
                <Link to="/products" search={{ externalId: productId }}>
                  {say.interaction.inCatalogue}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
};

const playerFor = (id: string, recording: string, pieces: readonly number[]): string => {
  const base = `/api/v1/interactions/${encodeURIComponent(id)}/replay/${encodeURIComponent(recording)}`;
  return `/dashboard/replay.html?${new URLSearchParams(pieces.map((piece) => ['piece', `${base}/${piece}`]))}`;
};

/** What was recorded of the session's pages, if the shop records them. */
const Recordings = ({ id }: { id: string }) => {
  const query = useQuery({
    queryKey: ['interactions', 'recordings', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/interactions/{id}/replay', { params: { path: { id } }, signal })),
    staleTime: 5 * 60_000,
  });
  return (
    <Card title={say.interaction.recordings}>
      {query.isPending && <Waiting lines={1} />}
      {query.isError && <ProblemView error={query.error} retry={() => void query.refetch()} />}
      {query.data?.recordings.length === 0 && <p className="nothing">{say.interaction.notRecorded}</p>}
      {query.data?.recordings.map((recording, index) => (
        <div key={recording.id} className="recording">
          <p className="soft">
            {say.interaction.recording(
              recording.chunks.length,
              number(recording.chunks.reduce((all, { events }) => all + events, 0)),
            )}
          </p>
          <iframe
            className="player"
            title={say.interaction.name(index + 1)}
            src={playerFor(
              id,
              recording.id,
              recording.chunks.map((chunk) => chunk.number),
            )}
          />
        </div>
      ))}
    </Card>
  );
};
