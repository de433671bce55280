import { Badge, Button, Field, type Tone } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../changes';
import { number } from '../format';
import { type Delivery, type Webhook, webhooks } from '../parts-of-suite';
import { plain } from '../plain';
import { say } from '../strings';
import { Copyable } from './copy';
import { Confirm, Form, faultOf } from './form';
import { Card } from './page';
import { usePagesOf } from './pages-of';
import { Loaded, ProblemNotice } from './states';
import { type Column, DataTable } from './table';
import { Time } from './time';

const WEBHOOKS = [['webhooks']] as const;
const TONES: Record<Delivery['state'], Tone> = { PENDING: 'warm', DELIVERED: 'good', FAILED: 'bad' };

/** Addresses that are told what happens. */
export const Webhooks = () => {
  const [opened, setOpened] = useState<string>();
  const query = useQuery({ queryKey: ['webhooks'], queryFn: ({ signal }) => webhooks.all(signal) });
  return (
    <Loaded query={query} part={say.webhooks.title}>
      {({ items }) => (
        <div className="columns">
          <Card title={say.webhooks.title}>
            <ul className="plain-list">
              {items.map((one) => (
                <One
                  key={one.id}
                  webhook={one}
                  open={opened === one.id}
                  toggle={() => setOpened(opened === one.id ? undefined : one.id)}
                />
              ))}
              {items.length === 0 && <li className="nothing">{say.webhooks.none}</li>}
            </ul>
          </Card>
          <Add />
          {opened && <Deliveries key={opened} id={opened} />}
        </div>
      )}
    </Loaded>
  );
};

const One = ({ webhook, open, toggle }: { webhook: Webhook; open: boolean; toggle: () => void }) => {
  const [asks, setAsks] = useState(false);
  const change = useChange((enabled: boolean) => webhooks.change(webhook, enabled), {
    touches: WEBHOOKS,
    done: say.common.saved,
  });
  const test = useChange(() => webhooks.test(webhook.id), { touches: WEBHOOKS, done: say.webhooks.tested });
  const remove = useChange(() => webhooks.remove(webhook.id), { touches: WEBHOOKS, done: say.common.saved });
  return (
    <li className="stack">
      <span>
        <bdi>{plain(webhook.url, 200)}</bdi>{' '}
        <Badge tone={webhook.enabled ? (webhook.failingSince ? 'warm' : 'good') : 'bad'}>
          {webhook.enabled
            ? webhook.failingSince
              ? say.webhooks.failing
              : say.webhooks.on
            : say.webhooks.off}
        </Badge>
        <br />
        <bdi className="soft">{plain(webhook.disabledReason ?? webhook.description, 200)}</bdi>
      </span>
      <ProblemNotice error={change.error ?? test.error} />
      <span className="actions">
        <Button look="quiet" size="small" aria-expanded={open} onClick={toggle}>
          {say.webhooks.deliveries}
        </Button>
        <Button look="plain" size="small" busy={test.isPending} onClick={() => test.mutate(undefined)}>
          {say.webhooks.test}
        </Button>
        <Button
          look="plain"
          size="small"
          busy={change.isPending}
          onClick={() => change.mutate(!webhook.enabled)}
        >
          {webhook.enabled ? say.webhooks.turnOff : say.webhooks.turnOn}
        </Button>
        <Button look="plain" size="small" onClick={() => setAsks(true)}>
          {say.common.remove}
        </Button>
      </span>
      <Confirm
        open={asks}
        title={say.webhooks.removeAsk}
        action={say.common.remove}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined)}
        onClose={() => setAsks(false)}
      >
        {say.webhooks.removeWhy}
      </Confirm>
    </li>
  );
};

const Add = () => {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const add = useChange(() => webhooks.add(url.trim(), description.trim()), { touches: WEBHOOKS });
  return (
    <Card title={say.webhooks.add}>
      {add.data ? (
        <div className="stack" aria-live="polite">
          <strong>{say.webhooks.secretOnce}</strong>
          <Copyable text={add.data.secret} label={say.webhooks.secret} />
          <Button
            look="quiet"
            onClick={() => {
              setUrl('');
              setDescription('');
              add.reset();
            }}
          >
            {say.webhooks.another}
          </Button>
        </div>
      ) : (
        <Form onSend={() => add.mutate(undefined)} error={add.error} fields={['url', 'description']}>
          <p className="soft">{say.webhooks.why}</p>
          <Field
            label={say.webhooks.url}
            type="url"
            placeholder="https://shop.example/crow"
            value={url}
            fault={faultOf(add.error, 'url')}
            onChange={({ target }) => setUrl(target.value)}
          />
          <Field
            label={say.webhooks.description}
            value={description}
            maxLength={200}
            fault={faultOf(add.error, 'description')}
            onChange={({ target }) => setDescription(target.value)}
          />
          <Button type="submit" busy={add.isPending} disabled={!url.trim()}>
            {say.webhooks.add}
          </Button>
        </Form>
      )}
    </Card>
  );
};

const Deliveries = ({ id }: { id: string }) => {
  const { query, more, isMoreComing } = usePagesOf(
    ['webhooks', id, 'deliveries'],
    (cursor, signal) => webhooks.deliveries(id, cursor, signal),
    { refetchInterval: 5_000 },
  );
  const replay = useChange((delivery: string) => webhooks.replay(id, delivery), {
    touches: WEBHOOKS,
    done: say.webhooks.tested,
  });
  const columns: readonly Column<Delivery>[] = [
    {
      name: say.interactions.when,
      cell: ({ createdAt }) => <Time at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    { name: say.sources.event, cell: ({ type }) => <code>{plain(type, 80)}</code>, text: ({ type }) => type },
    {
      name: say.keys.state,
      cell: ({ state, nextAttempt }) => (
        <>
          <Badge tone={TONES[state]}>{say.webhooks.states[state]}</Badge>{' '}
          {nextAttempt && (
            <span className="soft">
              <Time at={nextAttempt} />
            </span>
          )}
        </>
      ),
      text: ({ state }) => state,
    },
    {
      name: say.webhooks.attempts,
      numeric: true,
      cell: ({ attempts }) => number(attempts),
      text: ({ attempts }) => String(attempts),
    },
    {
      name: say.common.actions,
      cell: (delivery) => (
        <Button look="plain" size="small" onClick={() => replay.mutate(delivery.id)}>
          {say.webhooks.again}
        </Button>
      ),
    },
  ];
  return (
    <Card title={say.webhooks.deliveries}>
      <ProblemNotice error={replay.error} />
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            caption={say.webhooks.deliveries}
            columns={columns}
            rows={rows}
            keyOf={(delivery) => delivery.id}
            file="deliveries"
            more={more}
            isMoreComing={isMoreComing}
          />
        )}
      </Loaded>
    </Card>
  );
};
