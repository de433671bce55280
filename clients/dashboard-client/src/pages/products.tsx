import { answerOf, type Schemas } from '@crow/api';
import { Badge, Button, EmptyState, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Texts, useAddress } from '../address';
import { api } from '../api';
import { money, number } from '../format';
import { wordFor } from '../parts/interaction';
import { PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Tabs } from '../parts/tabs';
import { plain } from '../plain';
import { say } from '../strings';
import { Jobs } from './product-jobs';

type Product = Schemas['ProductView'];

export const Page = () => {
  const [address] = useAddress();
  const tab = address.tab ?? 'catalogue';
  return (
    <PageFrame title={say.products.title} lead={say.products.lead}>
      <Tabs
        label={say.products.title}
        chosen={tab}
        tabs={[
          { name: 'catalogue', label: say.products.catalogue },
          { name: 'jobs', label: say.products.jobs },
        ]}
      />
      {tab === 'jobs' ? <Jobs /> : <Catalogue address={address} />}
    </PageFrame>
  );
};

const priceOf = ({ price, currency }: Product): string =>
  typeof price === 'number' && currency ? money(price, currency) : '';

const columns: readonly Column<Product>[] = [
  {
    name: say.products.name,
    main: true,
    cell: ({ id, name }) => (
      <Link to="/products/$id" params={{ id }} search={{}}>
        <bdi>{plain(name, 160)}</bdi>
      </Link>
    ),
    text: ({ name }) => plain(name, 300),
  },
  {
    name: say.products.category,
    cell: ({ category }) => <bdi className="soft">{plain(category ?? '', 120)}</bdi>,
    text: ({ category }) => category ?? '',
  },
  {
    name: say.products.brand,
    cell: ({ brand }) => <bdi>{plain(brand ?? '', 80)}</bdi>,
    text: ({ brand }) => brand ?? '',
  },
  { name: say.products.price, numeric: true, cell: priceOf, text: priceOf },
  {
    name: say.products.stock,
    numeric: true,
    cell: ({ stock }) => (typeof stock === 'number' ? number(stock) : ''),
    text: ({ stock }) => String(stock ?? ''),
  },
  {
    name: say.products.state,
    cell: ({ status, drift, missingSince }) => (
      <span className="badges">
        {status === 'ARCHIVED' && <Badge>{say.products.archived}</Badge>}
        {missingSince && <Badge tone="bad">{say.products.missing}</Badge>}
        {drift.length > 0 && <Badge tone="warm">{say.products.drifted}</Badge>}
      </span>
    ),
    text: ({ status }) => status ?? '',
  },
  {
    name: say.products.externalId,
    cell: ({ externalId }) => <bdi className="soft">{plain(externalId ?? '', 40)}</bdi>,
    text: ({ externalId }) => externalId ?? '',
  },
  {
    name: say.products.origin,
    cell: ({ origin }) => wordFor(say.products.origins, origin),
    text: ({ origin }) => origin,
  },
];

const Catalogue = ({ address }: { address: Texts }) => (
  <>
    <Filters />
    {address.q ? <Found q={address.q} /> : <Listed address={address} />}
  </>
);

const Filters = () => {
  const [address, change] = useAddress();
  const [q, setQ] = useState(address.q ?? '');
  useEffect(() => setQ(address.q ?? ''), [address.q]);
  const categories = useQuery({
    queryKey: ['products', 'categories'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/categories', { signal })),
  });
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
          label={say.products.search}
          type="search"
          value={q}
          maxLength={512}
          placeholder={say.products.searchExample}
          onChange={({ target }) => setQ(target.value)}
        />
        <Button type="submit">{say.common.search}</Button>
      </div>
      <Select
        label={say.products.category}
        value={address.category ?? ''}
        onChange={({ target }) => change({ category: target.value })}
        options={[
          { value: '', label: say.common.any },
          ...(categories.data?.items ?? []).map(({ id, path }) => ({ value: id, label: plain(path, 80) })),
        ]}
      />
      <Select
        label={say.products.state}
        value={address.state ?? ''}
        onChange={({ target }) => change({ state: target.value })}
        options={[
          { value: '', label: say.common.any },
          { value: 'missing', label: say.products.missing },
          { value: 'drifted', label: say.products.drifted },
          { value: 'out', label: say.products.outOfStock },
        ]}
      />
      {(address.q || address.category || address.state || address.externalId) && (
        <Button look="plain" onClick={() => change({ q: '', category: '', state: '', externalId: '' })}>
          {say.common.clear}
        </Button>
      )}
    </form>
  );
};

const Listed = ({ address: { category, state, externalId } }: { address: Texts }) => {
  const filter = {
    ...(category && { categoryId: category }),
    ...(externalId && { externalId }),
    ...(state === 'missing' && { missing: true }),
    ...(state === 'drifted' && { drifted: true }),
    ...(state === 'out' && { inStock: false }),
  };
  const { query, more, isMoreComing } = usePagesOf(['products', 'list', filter], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/products', {
        params: { query: { ...filter, limit: 100, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <Loaded query={query} part={say.products.title}>
      {(rows) => (
        <DataTable
          caption={say.products.title}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          file="products"
          more={more}
          isMoreComing={isMoreComing}
          empty={
            Object.keys(filter).length > 0 ? (
              <EmptyState title={say.products.nothingFits} />
            ) : (
              <EmptyState title={say.products.none}>{say.products.noneWhy}</EmptyState>
            )
          }
        />
      )}
    </Loaded>
  );
};

const Found = ({ q }: { q: string }) => {
  const query = useQuery({
    queryKey: ['products', 'search', q],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/products/search', { params: { query: { q, limit: 50 } }, signal })),
  });
  return (
    <Loaded query={query}>
      {({ items }) => (
        <DataTable
          caption={say.products.title}
          columns={columns}
          rows={items}
          keyOf={({ id }) => id}
          file="products-found"
          empty={<EmptyState title={say.products.nothingFits} />}
        />
      )}
    </Loaded>
  );
};
