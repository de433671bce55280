import { answerOf, Problem, type Schemas } from '@crow/api';
import { Badge, Button, Check, EmptyState, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '../address';
import { api } from '../api';
import { useChange } from '../changes';
import { hasEnded, snippetOf } from '../keys';
import { Copyable } from '../parts/copy';
import { Confirm, Form } from '../parts/form';
import { NewKey } from '../parts/new-key';
import { Card, Facts, PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Tabs } from '../parts/tabs';
import { Time } from '../parts/time';
import { Webhooks } from '../parts/webhooks';
import { plain } from '../plain';
import { keysQuery } from '../queries';
import { useMay } from '../session';
import { say } from '../strings';

export const Page = () => {
  const [address] = useAddress();
  const tab = address.tab ?? 'website';
  return (
    <PageFrame title={say.sources.title} lead={say.sources.lead}>
      <Tabs
        label={say.sources.title}
        chosen={tab}
        tabs={[
          { name: 'website', label: say.sources.website },
          { name: 'refused', label: say.sources.deadLetters },
          { name: 'webhooks', label: say.webhooks.title },
          { name: 'social', label: say.sources.social },
          { name: 'cctv', label: say.sources.cctv },
        ]}
      />
      {tab === 'website' && <Website />}
      {tab === 'refused' && <DeadLetters />}
      {tab === 'webhooks' && <Webhooks />}
      {tab === 'social' && (
        <EmptyState title={say.common.notRunning(say.sources.social)}>{say.sources.socialWhy}</EmptyState>
      )}
      {tab === 'cctv' && (
        <EmptyState title={say.common.notRunning(say.sources.cctv)}>{say.sources.cctvWhy}</EmptyState>
      )}
    </PageFrame>
  );
};

const Website = () => {
  const makesKeys = useMay('api_keys:manage');
  const [key, setKey] = useState('');
  return (
    <>
      <Card title={say.sources.install}>
        <ol className="steps">
          <li>
            <h3>{say.sources.stepKey}</h3>
            {makesKeys ? (
              <details open={!key}>
                <summary>{say.sources.makeKey}</summary>
                <NewKey only="WRITE" onMade={(made) => setKey(made.key)} />
              </details>
            ) : (
              <p className="soft">{say.sources.askForKey}</p>
            )}
            <Field
              label={say.sources.yourKey}
              hint={say.sources.yourKeyHint}
              value={key}
              placeholder="crow_pk_…"
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setKey(target.value.trim())}
            />
          </li>
          <li>
            <h3>{say.sources.stepSnippet}</h3>
            <p className="soft">{say.sources.snippetWhere}</p>
            <Copyable text={snippetOf(location.origin, key || 'crow_pk_…')} label={say.sources.snippet} />
          </li>
          <li>
            <h3>{say.sources.stepTest}</h3>
            <TestEvent writeKey={key} />
          </li>
        </ol>
      </Card>
      <div className="columns">
        {makesKeys && <WriteKeys />}
        <Door />
      </div>
    </>
  );
};

/** Sends one event the way a shop's page does, and follows it. */
const TestEvent = ({ writeKey }: { writeKey: string }) => {
  const seesInteractions = useMay('interactions:read');
  const send = useChange(async () => {
    const response = await fetch('/api/v1/ingest/event', {
      method: 'POST',
      // The key alone is to count, as it does on a shop's page.
      credentials: 'omit',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${writeKey}` },
      body: JSON.stringify({
        sessionId: `test-${crypto.randomUUID()}`,
        anonymousId: 'dashboard-test',
        event: {
          eventId: crypto.randomUUID(),
          type: 'page_view',
          url: `${location.origin}/dashboard/sources`,
          properties: { title: 'Test event from the dashboard' },
        },
      }),
    });
    if (!response.ok) {
      throw await Problem.of(response);
    }
    const accepted: { receiptId?: string } = await response.json();
    return accepted.receiptId;
  });
  return (
    <>
      <ProblemNotice error={send.error} />
      <Button look="quiet" disabled={!writeKey} busy={send.isPending} onClick={() => send.mutate(undefined)}>
        {say.sources.test}
      </Button>
      {!writeKey && <p className="kit-hint">{say.sources.testNeedsKey}</p>}
      {send.isSuccess && <p aria-live="polite">{say.sources.testTaken}</p>}
      {send.data && seesInteractions && <Receipt id={send.data} />}
    </>
  );
};

const Receipt = ({ id }: { id: string }) => {
  const query = useQuery({
    queryKey: ['receipts', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/receipts/{id}', { params: { path: { id } }, signal })),
    // A receipt is there a moment after the request was answered.
    retry: 5,
    refetchInterval: ({ state }) => (state.data?.interaction.interactionId ? false : 3_000),
  });
  return (
    <Loaded query={query}>
      {(receipt) => (
        <Facts
          of={[
            [say.sources.stored, `${receipt.stored} / ${receipt.received}`],
            [say.sources.session, say.sources.sessionStates[receipt.session.state]],
            [
              say.sources.interaction,
              receipt.interaction.interactionId ? (
                <Link
                  key="told"
                  to="/interactions/$id"
                  params={{ id: receipt.interaction.interactionId }}
                  search={{}}
                >
                  {say.sources.open}
                </Link>
              ) : (
                say.sources.notYet
              ),
            ],
          ]}
        />
      )}
    </Loaded>
  );
};

const WriteKeys = () => {
  const query = useQuery(keysQuery);
  return (
    <Card
      title={say.sources.keys}
      actions={
        <Link to="/api-keys" search={{}}>
          {say.keys.title}
        </Link>
      }
    >
      <Loaded query={query}>
        {({ keys }) => {
          const open = keys.filter((key) => key.kind === 'WRITE' && !hasEnded(key));
          return open.length === 0 ? (
            <p className="nothing">{say.keys.none}</p>
          ) : (
            <ul className="plain-list">
              {open.map(({ id, name, allowedOrigins, lastUsedAt }) => (
                <li key={id}>
                  <strong>
                    <bdi>{plain(name, 80)}</bdi>
                  </strong>{' '}
                  <Badge tone={lastUsedAt ? 'good' : 'plain'}>
                    {lastUsedAt ? <Time at={lastUsedAt} /> : say.keys.never}
                  </Badge>
                  <br />
                  <span className="soft">
                    {allowedOrigins.map((origin) => plain(origin, 80)).join(', ') || say.keys.anyOrigin}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
};

/** What is let in. */
const Door = () => {
  const query = useQuery({
    queryKey: ['ingestion', 'settings'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/ingestion/settings', { signal })),
  });
  const change = useChange(
    (filterBots: boolean) => answerOf(api.PUT('/api/v1/ingestion/settings', { body: { filterBots } })),
    { touches: [['ingestion', 'settings']], done: say.common.saved },
  );
  return (
    <Card title={say.sources.door}>
      <Form onSend={() => {}} error={change.error}>
        <Loaded query={query}>
          {({ filterBots }) => (
            <Check
              checked={filterBots}
              disabled={change.isPending}
              onChange={({ target }) => change.mutate(target.checked)}
            >
              {say.sources.filterBots}
            </Check>
          )}
        </Loaded>
      </Form>
    </Card>
  );
};

type Letter = Schemas['DeadLetter'];

const LETTERS = [['ingestion', 'dead-letters']] as const;

/** Events that broke the schema put on them, and wait to be let in or dropped. */
const DeadLetters = () => {
  const [asks, setAsks] = useState<Letter>();
  const { query, more, isMoreComing } = usePagesOf(['ingestion', 'dead-letters'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/ingestion/dead-letters', {
        params: { query: { limit: 50, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  const replay = useChange(
    (id: string) =>
      answerOf(api.POST('/api/v1/ingestion/dead-letters/{id}/replay', { params: { path: { id } } })),
    { touches: LETTERS, done: say.sources.letIn },
  );
  const drop = useChange(
    async (id: string) => {
      await api.DELETE('/api/v1/ingestion/dead-letters/{id}', { params: { path: { id } } });
      setAsks(undefined);
    },
    { touches: LETTERS, done: say.sources.dropped },
  );
  const columns: readonly Column<Letter>[] = [
    {
      name: say.interactions.when,
      cell: ({ receivedAt }) => <Time at={receivedAt} />,
      text: ({ receivedAt }) => receivedAt,
    },
    {
      name: say.sources.event,
      cell: ({ event }) => <bdi>{plain(event, 80)}</bdi>,
      text: ({ event }) => event,
    },
    {
      name: say.sources.broke,
      cell: ({ violations }) => (
        <ul className="plain-list">
          {violations.map((violation) => {
            const text = Object.values(violation)
              .filter((part) => typeof part === 'string')
              .join(': ');
            return (
              <li key={text}>
                <bdi>{plain(text, 200)}</bdi>
              </li>
            );
          })}
        </ul>
      ),
      text: ({ violations }) => JSON.stringify(violations),
    },
    {
      name: say.common.actions,
      cell: (letter) => (
        <span className="actions">
          <Button look="quiet" size="small" onClick={() => replay.mutate(letter.id)}>
            {say.sources.letItIn}
          </Button>
          <Button look="plain" size="small" onClick={() => setAsks(letter)}>
            {say.sources.drop}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card title={say.sources.deadLetters}>
      <p className="soft">{say.sources.deadLettersWhy}</p>
      <ProblemNotice error={replay.error} />
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            caption={say.sources.deadLetters}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            file="dead-letters"
            more={more}
            isMoreComing={isMoreComing}
            empty={<p className="nothing">{say.sources.noDeadLetters}</p>}
          />
        )}
      </Loaded>
      <Confirm
        open={asks !== undefined}
        title={say.sources.dropAsk}
        action={say.sources.drop}
        busy={drop.isPending}
        error={drop.error}
        onConfirm={() => asks && drop.mutate(asks.id)}
        onClose={() => setAsks(undefined)}
      >
        {say.sources.dropWhy}
      </Confirm>
    </Card>
  );
};
