import { answerOf, type Schemas } from '@crow/api';
import { Badge, Button, Check, Dialog, EmptyState, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../address';
import { api } from '../api';
import { useChange } from '../changes';
import { dateTime, number } from '../format';
import { hasEnded, originsOf } from '../keys';
import { Copyable } from '../parts/copy';
import { Confirm, Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { NewKey } from '../parts/new-key';
import { PageFrame } from '../parts/page';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { keysQuery } from '../queries';
import { say } from '../strings';

type Key = Schemas['KeyDetails'];
type Intent = { to: 'make' } | { to: 'change' | 'rotate' | 'revoke'; key: Key };

const KEYS = [['keys']] as const;

export const Page = () => {
  const [address, change] = useAddress();
  const [intent, setIntent] = useState<Intent>();
  const query = useQuery(keysQuery);
  const close = () => setIntent(undefined);
  const columns: readonly Column<Key>[] = [
    {
      name: say.keys.name,
      main: true,
      cell: ({ name }) => <bdi>{plain(name, 100)}</bdi>,
      text: ({ name }) => name,
    },
    {
      name: say.keys.kind,
      cell: ({ kind }) => <Badge tone={kind === 'SECRET' ? 'warm' : 'plain'}>{say.keys.kinds[kind]}</Badge>,
      text: ({ kind }) => kind,
    },
    {
      name: say.keys.mayDo,
      cell: ({ kind, permissions, allowedOrigins }) => (
        <span className="soft">
          {kind === 'WRITE'
            ? allowedOrigins.map((origin) => plain(origin, 80)).join(', ') || say.keys.anyOrigin
            : permissions.map((one) => wordFor(say.keys.grants, one)).join(', ')}
        </span>
      ),
      text: ({ permissions, allowedOrigins }) => [...permissions, ...allowedOrigins].join(' '),
    },
    {
      name: say.keys.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : say.keys.never),
      text: ({ lastUsedAt }) => lastUsedAt ?? '',
    },
    {
      name: say.keys.state,
      cell: (key) => <State of={key} />,
      text: (key) => (hasEnded(key) ? say.keys.ended : say.keys.active),
    },
    {
      name: say.common.actions,
      cell: (key) =>
        !hasEnded(key) && (
          <span className="actions">
            {(['change', 'rotate', 'revoke'] as const).map((to) => (
              <Button
                key={to}
                look="plain"
                size="small"
                aria-label={say.keys.doWith(say.keys[to], plain(key.name, 60))}
                onClick={() => setIntent({ to, key })}
              >
                {say.keys[to]}
              </Button>
            ))}
          </span>
        ),
    },
  ];
  return (
    <PageFrame
      title={say.keys.title}
      lead={say.keys.lead}
      actions={<Button onClick={() => setIntent({ to: 'make' })}>{say.keys.make}</Button>}
    >
      <div className="filters">
        <Check
          checked={address.ended === 'yes'}
          onChange={({ target }) => change({ ended: target.checked ? 'yes' : '' })}
        >
          {say.keys.showEnded}
        </Check>
      </div>
      <Loaded query={query}>
        {({ keys }) => (
          <DataTable
            caption={say.keys.title}
            columns={columns}
            rows={address.ended === 'yes' ? keys : keys.filter((key) => !hasEnded(key))}
            keyOf={({ id }) => id}
            file="api-keys"
            empty={<EmptyState title={say.keys.none}>{say.keys.noneWhy}</EmptyState>}
          />
        )}
      </Loaded>
      <Dialog open={intent?.to === 'make'} onClose={close} title={say.keys.make}>
        <NewKey />
      </Dialog>
      {intent?.to === 'change' && <Change of={intent.key} close={close} />}
      {intent?.to === 'rotate' && <Rotate of={intent.key} close={close} />}
      {intent?.to === 'revoke' && <Revoke of={intent.key} close={close} />}
    </PageFrame>
  );
};

const State = ({ of: key }: { of: Key }) => {
  if (hasEnded(key)) {
    return <Badge tone="bad">{say.keys.ended}</Badge>;
  }
  return (
    <>
      <Badge tone="good">{say.keys.active}</Badge>
      {key.expiresAt && <small className="soft"> {say.keys.until(dateTime(key.expiresAt))}</small>}
      {key.dailyCap && <small className="soft"> {say.keys.capped(number(key.dailyCap))}</small>}
    </>
  );
};

interface Doing {
  of: Key;
  close: () => void;
}

const Change = ({ of: key, close }: Doing) => {
  const [name, setName] = useState(key.name);
  const [origins, setOrigins] = useState(key.allowedOrigins.join(' '));
  const [cap, setCap] = useState(key.dailyCap ? String(key.dailyCap) : '');
  const change = useChange(
    async () => {
      await answerOf(
        api.PATCH('/api/v1/auth/api-keys/{id}', {
          params: { path: { id: key.id } },
          body: {
            name: name.trim(),
            ...(key.kind === 'WRITE' && { allowedOrigins: originsOf(origins) }),
            // Nothing means no cap, which the suite is told as zero.
            dailyCap: Number(cap) || 0,
          },
        }),
      );
      close();
    },
    { touches: KEYS, done: say.common.saved },
  );
  return (
    <Dialog open onClose={close} title={say.keys.change}>
      <Form
        onSend={() => change.mutate(undefined)}
        error={change.error}
        fields={['name', 'allowedOrigins', 'dailyCap']}
      >
        <Field
          label={say.keys.name}
          value={name}
          maxLength={100}
          fault={faultOf(change.error, 'name')}
          onChange={({ target }) => setName(target.value)}
        />
        {key.kind === 'WRITE' && (
          <Field
            label={say.keys.origins}
            hint={say.keys.originsHint}
            value={origins}
            fault={faultOf(change.error, 'allowedOrigins')}
            onChange={({ target }) => setOrigins(target.value)}
          />
        )}
        <Field
          label={say.keys.dailyCap}
          hint={say.keys.dailyCapHint}
          type="number"
          min={1}
          value={cap}
          fault={faultOf(change.error, 'dailyCap')}
          onChange={({ target }) => setCap(target.value)}
        />
        <Button type="submit" busy={change.isPending}>
          {say.common.save}
        </Button>
      </Form>
    </Dialog>
  );
};

const Rotate = ({ of: key, close }: Doing) => {
  const [minutes, setMinutes] = useState('60');
  const rotate = useChange(
    () =>
      answerOf(
        api.POST('/api/v1/auth/api-keys/{id}/rotate', {
          params: { path: { id: key.id } },
          body: { overlapMinutes: Number(minutes) },
        }),
      ),
    { touches: KEYS },
  );
  return (
    <Dialog open onClose={close} title={say.keys.rotate}>
      {rotate.data ? (
        <div className="stack" aria-live="polite">
          <strong>{say.keys.shownOnce}</strong>
          <Copyable text={rotate.data.key} label={say.keys.key} />
        </div>
      ) : (
        <Form onSend={() => rotate.mutate(undefined)} error={rotate.error} fields={['overlapMinutes']}>
          <p>{say.keys.rotateWhy}</p>
          <Field
            label={say.keys.overlap}
            type="number"
            min={0}
            max={10_080}
            value={minutes}
            fault={faultOf(rotate.error, 'overlapMinutes')}
            onChange={({ target }) => setMinutes(target.value)}
          />
          <Button type="submit" busy={rotate.isPending}>
            {say.keys.rotate}
          </Button>
        </Form>
      )}
    </Dialog>
  );
};

const Revoke = ({ of: key, close }: Doing) => {
  const revoke = useChange(
    async () => {
      await api.DELETE('/api/v1/auth/api-keys/{id}', { params: { path: { id: key.id } } });
      close();
    },
    { touches: KEYS, done: say.keys.revoked },
  );
  return (
    <Confirm
      open
      title={say.keys.revokeAsk(plain(key.name, 60))}
      action={say.keys.revoke}
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(undefined)}
      onClose={close}
    >
      {say.keys.revokeWhy}
    </Confirm>
  );
};
