import { answerOf, type Schemas } from '@crow/api';
import { Button } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { dateTime, money, number } from '../format';
import { Captured } from '../parts/captured';
import { Chart } from '../parts/chart';
import { Confirm } from '../parts/form';
import { interactionColumns, wordFor } from '../parts/interaction';
import { Card, Facts, PageFrame } from '../parts/page';
import { PatternList } from '../parts/pattern';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { plain, safeUrl } from '../plain';
import { useMay } from '../session';
import { say } from '../strings';

type Product = Schemas['ProductView'];

export const Page = () => {
  const { id } = useParams({ from: '/products/$id' });
  const seesInteractions = useMay('interactions:read');
  const seesPatterns = useMay('patterns:read');
  const query = useQuery({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/{id}', { params: { path: { id } }, signal })),
  });
  return (
    <PageFrame
      title={query.data ? plain(query.data.name, 200) : say.products.product}
      above={
        <Link to="/products" search={{}} className="back">
          {say.products.back}
        </Link>
      }
      actions={query.data && <Manage product={query.data} />}
    >
      <Loaded query={query}>
        {(product) => {
          // Channels name a product the way the shop does.
          const seenAs = product.externalId ?? product.id;
          return (
            <>
              <div className="columns">
                <About product={product} />
                <div className="stack">
                  {product.drift.length > 0 && <Drifted drift={product.drift} />}
                  <Similar id={product.id} />
                </div>
              </div>
              {product.variants && product.variants.length > 0 && <Variants product={product} />}
              <Prices product={product} />
              {seesPatterns && <Patterns productId={seenAs} />}
              {seesInteractions && <Interactions productId={seenAs} />}
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
};

const Manage = ({ product: { id, status, name } }: { product: Product }) => {
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const archived = status === 'ARCHIVED';
  const archive = useChange(
    () =>
      answerOf(
        api.PATCH('/api/v1/products/{id}', {
          params: { path: { id } },
          body: { status: archived ? 'ACTIVE' : 'ARCHIVED' },
        }),
      ),
    { touches: [['products']], done: say.common.saved },
  );
  const remove = useChange(
    async () => {
      await api.DELETE('/api/v1/products/{id}', { params: { path: { id } } });
      await navigate({ to: '/products', search: {} });
    },
    { touches: [['products', 'list']], done: say.products.removed },
  );
  return (
    <>
      <Button look="quiet" size="small" busy={archive.isPending} onClick={() => archive.mutate(undefined)}>
        {archived ? say.products.restore : say.products.archive}
      </Button>
      <Button look="plain" size="small" onClick={() => setAsks(true)}>
        {say.common.remove}
      </Button>
      <Confirm
        open={asks}
        title={say.products.removeAsk(plain(name, 80))}
        action={say.common.remove}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined)}
        onClose={() => setAsks(false)}
      >
        {say.products.removeWhy}
      </Confirm>
    </>
  );
};

const About = ({ product }: { product: Product }) => {
  const url = safeUrl(product.url);
  const price = (amount: number | null | undefined) =>
    typeof amount === 'number' && product.currency ? money(amount, product.currency) : undefined;
  return (
    <Card title={say.products.about}>
      {product.description && (
        <p>
          <Captured text={product.description} most={600} />
        </p>
      )}
      <Facts
        of={[
          [say.products.price, price(product.price)],
          [say.products.listPrice, price(product.listPrice)],
          [say.products.stock, typeof product.stock === 'number' ? number(product.stock) : undefined],
          [
            say.products.availability,
            product.availability && wordFor(say.products.availabilities, product.availability),
          ],
          [say.products.category, product.category && <bdi>{plain(product.category, 200)}</bdi>],
          [say.products.brand, product.brand && <bdi>{plain(product.brand, 100)}</bdi>],
          [say.products.externalId, product.externalId && <bdi>{plain(product.externalId, 128)}</bdi>],
          ['SKU', product.sku && <bdi>{plain(product.sku, 64)}</bdi>],
          ['GTIN', product.gtin],
          [
            say.products.page,
            url && (
              <a href={url} rel="noreferrer" target="_blank">
                <bdi>{plain(url, 120)}</bdi>
              </a>
            ),
          ],
          [say.products.origin, wordFor(say.products.origins, product.origin)],
          [say.products.seen, product.seenAt && dateTime(product.seenAt)],
          [say.products.missingSince, product.missingSince && dateTime(product.missingSince)],
          ...Object.entries(product.attributes ?? {}).map(
            ([name, value]) => [plain(name, 64), <bdi key={name}>{plain(value, 200)}</bdi>] as const,
          ),
        ]}
      />
    </Card>
  );
};

const Drifted = ({ drift }: { drift: readonly Schemas['Drift'][] }) => (
  <Card title={say.products.drifted}>
    <ul className="plain-list">
      {drift.map(({ field, catalogue, website }) => (
        <li key={field}>
          <strong>{plain(field, 40)}</strong>: {say.products.hereAndThere}{' '}
          <bdi>{plain(catalogue ?? '–', 120)}</bdi> / <bdi>{plain(website ?? '–', 120)}</bdi>
        </li>
      ))}
    </ul>
  </Card>
);

const Similar = ({ id }: { id: string }) => {
  const query = useQuery({
    queryKey: ['products', 'similar', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/products/{id}/similar', {
          params: { path: { id }, query: { limit: 6 } },
          signal,
        }),
      ),
  });
  return (
    <Card title={say.products.similar}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="nothing">{say.common.nothing}</p>
          ) : (
            <ul className="plain-list">
              {items.map((product) => (
                <li key={product.id}>
                  <Link to="/products/$id" params={{ id: product.id }} search={{}}>
                    <bdi>{plain(product.name, 120)}</bdi>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};

type Variant = Schemas['ProductVariant'];

const Variants = ({ product: { variants = [], currency } }: { product: Product }) => {
  const columns: readonly Column<Variant>[] = [
    {
      name: say.products.name,
      main: true,
      cell: ({ name, id }) => <bdi>{plain(name ?? id, 120)}</bdi>,
      text: ({ name, id }) => name ?? id,
    },
    {
      name: say.products.options,
      cell: ({ options }) => <bdi>{plain(Object.values(options ?? {}).join(', '), 200)}</bdi>,
      text: ({ options }) => Object.values(options ?? {}).join(', '),
    },
    { name: 'SKU', cell: ({ sku }) => <bdi>{plain(sku ?? '', 64)}</bdi>, text: ({ sku }) => sku ?? '' },
    {
      name: say.products.price,
      numeric: true,
      cell: ({ price }) => (typeof price === 'number' && currency ? money(price, currency) : ''),
      text: ({ price }) => String(price ?? ''),
    },
    {
      name: say.products.stock,
      numeric: true,
      cell: ({ stock }) => (typeof stock === 'number' ? number(stock) : ''),
      text: ({ stock }) => String(stock ?? ''),
    },
  ];
  return (
    <Card title={say.products.variants}>
      <DataTable
        caption={say.products.variants}
        columns={columns}
        rows={variants ?? []}
        keyOf={({ id }) => id}
        file="variants"
      />
    </Card>
  );
};

/** Prices as they were, drawn when there were at least two. */
const Prices = ({ product: { id, currency } }: { product: Product }) => {
  const query = useQuery({
    queryKey: ['products', 'history', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/products/{id}/history', {
          params: { path: { id }, query: { limit: 100, kind: 'PRICE' } },
          signal,
        }),
      ),
  });
  const entries = (query.data?.items ?? [])
    .filter((entry) => !entry.variantId && typeof entry.after === 'number')
    .reverse();
  if (entries.length < 2) {
    return null;
  }
  const unit = entries.at(-1)?.currency ?? currency;
  return (
    <Card title={say.products.prices}>
      <Chart
        kind="line"
        label={say.products.prices}
        at={entries.map(({ at }) => dateTime(at))}
        series={[
          { name: say.products.price, values: entries.map(({ after }) => after ?? 0), tone: 'accent' },
        ]}
        format={(minor) => (unit ? money(minor, unit) : number(minor))}
      />
    </Card>
  );
};

const Patterns = ({ productId }: { productId: string }) => {
  const query = useQuery({
    queryKey: ['patterns', 'product', productId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/patterns', { params: { query: { productId, limit: 4 } }, signal })),
  });
  return (
    <Card title={say.patterns.title}>
      <Loaded query={query} part={say.patterns.title}>
        {({ items }) =>
          items.length > 0 ? <PatternList patterns={items} /> : <p className="nothing">{say.patterns.none}</p>
        }
      </Loaded>
    </Card>
  );
};

/** What people did with it, from every channel. */
const Interactions = ({ productId }: { productId: string }) => {
  const query = useQuery({
    queryKey: ['interactions', 'product', productId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/interactions', { params: { query: { productId, limit: 20 } }, signal })),
  });
  return (
    <Card
      title={say.interactions.title}
      actions={
        <Link to="/interactions" search={{ product: productId }}>
          {say.common.all}
        </Link>
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            caption={say.interactions.title}
            columns={interactionColumns}
            rows={items}
            keyOf={({ id }) => id}
            file="product-interactions"
          />
        )}
      </Loaded>
    </Card>
  );
};
