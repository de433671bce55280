import { answerOf, type Schemas } from '@crow/api';
import { Badge, Button, EmptyState, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useAddress } from '../address';
import { api } from '../api';
import { number } from '../format';
import { PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { say } from '../strings';

type Entry = Schemas['AuditEntry'];

const columns: readonly Column<Entry>[] = [
  { name: say.audit.when, cell: ({ ts }) => <Time at={ts} exact />, text: ({ ts }) => ts },
  {
    name: say.audit.action,
    main: true,
    cell: ({ action }) => <code>{plain(action, 80)}</code>,
    text: ({ action }) => action,
  },
  { name: say.audit.actor, cell: ({ actor }) => <Actor actor={actor} />, text: ({ actor }) => actor },
  {
    name: say.audit.object,
    cell: ({ object }) => <bdi className="soft">{plain(object ?? '', 120)}</bdi>,
    text: ({ object }) => object ?? '',
  },
  {
    name: say.audit.outcome,
    cell: ({ outcome, times }) => (
      <>
        <Badge tone={/deni|refus|fail/i.test(outcome) ? 'bad' : 'plain'}>{plain(outcome, 40)}</Badge>
        {times > 1 && <small className="soft"> × {number(times)}</small>}
      </>
    ),
    text: ({ outcome }) => outcome,
  },
  { name: say.audit.number, numeric: true, cell: ({ seq }) => number(seq), text: ({ seq }) => String(seq) },
];

/** Members by their names; keys, services and those who have left by their ids. */
const Actor = ({ actor }: { actor: string }) => {
  const { data: names } = useQuery({
    queryKey: ['users', 'names'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/users', { params: { query: { limit: 100 } }, signal })),
    select: ({ items }) => new Map(items.map(({ id, name }) => [`user:${id}`, name])),
  });
  return <bdi title={plain(actor, 80)}>{plain(names?.get(actor) ?? actor, 80)}</bdi>;
};

export const Page = () => {
  const [address, change] = useAddress();
  const [action, setAction] = useState(address.action ?? '');
  useEffect(() => setAction(address.action ?? ''), [address.action]);
  const filter = {
    ...(address.action && { action: address.action }),
    ...(address.actor && { actor: address.actor }),
    ...(address.from && { from: `${address.from}T00:00:00Z` }),
    ...(address.to && { to: new Date(Date.parse(`${address.to}T00:00:00Z`) + 86_400_000).toISOString() }),
  };
  const { query, more, isMoreComing } = usePagesOf(['audit', filter], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/audit', {
        params: { query: { ...filter, limit: 100, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <PageFrame title={say.audit.title} lead={say.audit.lead}>
      <Verification />
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          change({ action: action.trim() });
        }}
      >
        <div className="search-field">
          <Field
            label={say.audit.action}
            value={action}
            placeholder="user.removed"
            onChange={({ target }) => setAction(target.value)}
          />
          <Button type="submit" look="quiet">
            {say.common.filter}
          </Button>
        </div>
        <Field
          label={say.common.from}
          type="date"
          value={address.from ?? ''}
          onChange={({ target }) => change({ from: target.value })}
        />
        <Field
          label={say.common.to}
          type="date"
          value={address.to ?? ''}
          onChange={({ target }) => change({ to: target.value })}
        />
      </form>
      <Loaded query={query}>
        {(entries) => (
          <DataTable
            caption={say.audit.title}
            columns={columns}
            rows={entries}
            keyOf={({ seq }) => String(seq)}
            file="audit-log"
            more={more}
            isMoreComing={isMoreComing}
            empty={<EmptyState title={say.audit.none} />}
          />
        )}
      </Loaded>
    </PageFrame>
  );
};

/** Each entry holds the hash of the one before it; here that chain is checked. */
const Verification = () => {
  const query = useQuery({
    queryKey: ['audit-verification'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/audit/verification', { signal })),
    enabled: false,
  });
  return (
    <div className="stack">
      <div className="actions">
        <Button look="quiet" busy={query.isFetching} onClick={() => void query.refetch()}>
          {say.audit.verify}
        </Button>
        <span aria-live="polite">
          {query.data && (
            <Badge tone={query.data.intact ? 'good' : 'bad'}>
              {query.data.intact
                ? say.audit.intact(number(query.data.entries))
                : say.audit.broken(number(query.data.firstBroken ?? 0))}
            </Badge>
          )}
        </span>
      </div>
      {query.data?.reason && <p className="kit-fault">{plain(query.data.reason, 200)}</p>}
      <ProblemNotice error={query.error} />
    </div>
  );
};
