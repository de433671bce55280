import { answerOf } from '@crow/api';
import { Button, buttonLooks, EmptyState, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Texts, useAddress } from '../address';
import { api } from '../api';
import { interactionColumns } from '../parts/interaction';
import { PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded } from '../parts/states';
import { DataTable } from '../parts/table';
import { plain } from '../plain';
import { useMay } from '../session';
import { say } from '../strings';

const FOUND = 50;

/** What the address asks for, as the API takes it. Dates are days of UTC, the last one included. */
const filterOf = ({ source, product, session, from, to }: Texts) => ({
  ...(source && { source }),
  ...(product && { productId: product }),
  ...(from && { from: `${from}T00:00:00Z` }),
  ...(to && { to: new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString() }),
  ...(session && { sessionId: session }),
});

export const Page = () => {
  const [address] = useAddress();
  return (
    <PageFrame title={say.interactions.title} lead={say.interactions.lead}>
      <Filters />
      {address.q ? <Found q={address.q} address={address} /> : <Listed address={address} />}
    </PageFrame>
  );
};

const Filters = () => {
  const [address, change] = useAddress();
  const [q, setQ] = useState(address.q ?? '');
  useEffect(() => setQ(address.q ?? ''), [address.q]);
  const narrowed = ['q', 'source', 'product', 'session', 'from', 'to'].some((name) => address[name]);
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        change({ q: q.trim() });
      }}
    >
      <div className="search-field">
        <Field
          label={say.interactions.search}
          type="search"
          value={q}
          maxLength={512}
          placeholder={say.interactions.searchExample}
          onChange={({ target }) => setQ(target.value)}
        />
        <Button type="submit">{say.common.search}</Button>
      </div>
      <Select
        label={say.interactions.source}
        value={address.source ?? ''}
        onChange={({ target }) => change({ source: target.value })}
        options={[
          { value: '', label: say.common.any },
          ...Object.entries(say.interactions.sources).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Field
        label={say.common.from}
        type="date"
        value={address.from ?? ''}
        max={address.to}
        onChange={({ target }) => change({ from: target.value })}
      />
      <Field
        label={say.common.to}
        type="date"
        value={address.to ?? ''}
        min={address.from}
        onChange={({ target }) => change({ to: target.value })}
      />
      {narrowed && (
        <Button
          look="plain"
          onClick={() => change({ q: '', source: '', product: '', session: '', from: '', to: '' })}
        >
          {say.common.clear}
        </Button>
      )}
      {address.session && <Narrowed label={say.interactions.session} value={address.session} />}
      {address.product && <Narrowed label={say.interactions.product} value={address.product} />}
    </form>
  );
};

const Narrowed = ({ label, value }: { label: string; value: string }) => (
  <p className="narrowed soft">
    {label}: <bdi>{plain(value, 80)}</bdi>
  </p>
);

const Listed = ({ address }: { address: Texts }) => {
  const filter = filterOf(address);
  const { query, more, isMoreComing } = usePagesOf(['interactions', 'list', filter], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/interactions', {
        params: { query: { ...filter, limit: 100, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <Loaded query={query}>
      {(rows) => (
        <DataTable
          caption={say.interactions.title}
          columns={interactionColumns}
          rows={rows}
          keyOf={({ id }) => id}
          file="interactions"
          more={more}
          isMoreComing={isMoreComing}
          empty={Object.keys(filter).length > 0 ? <NothingFits /> : <NothingYet />}
        />
      )}
    </Loaded>
  );
};

/** By meaning and by words, the best first. The search knows no session and has one page. */
const Found = ({ q, address }: { q: string; address: Texts }) => {
  const { sessionId: _, ...filter } = filterOf(address);
  const query = useQuery({
    queryKey: ['interactions', 'search', q, filter],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/interactions/search', {
          params: { query: { ...filter, q, limit: FOUND } },
          signal,
        }),
      ),
  });
  return (
    <Loaded query={query}>
      {({ items }) => (
        <>
          <p className="soft" aria-live="polite">
            {say.interactions.bestFirst(items.length)}
          </p>
          <DataTable
            caption={say.interactions.title}
            columns={interactionColumns}
            rows={items}
            keyOf={({ id }) => id}
            file="interactions-found"
            empty={<NothingFits />}
          />
        </>
      )}
    </Loaded>
  );
};

const NothingFits = () => (
  <EmptyState title={say.interactions.nothingFits}>{say.interactions.nothingFitsWhy}</EmptyState>
);

const NothingYet = () => {
  const connects = useMay('integrations:manage');
  return (
    <EmptyState
      title={say.interactions.none}
      action={
        connects && (
          <Link to="/sources" search={{}} {...buttonLooks()}>
            {say.interactions.connect}
          </Link>
        )
      }
    >
      {say.interactions.noneWhy}
    </EmptyState>
  );
};
