import { Badge, Price, Stars, useStore } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { currency, imageOf, inStock, type Product } from '../catalogue';
import { priceRange, problems } from '../state/problems';

/** A product among others. The whole card is one link. */
export const ProductCard = ({ product, heading: Heading }: { product: Product; heading: 'h2' | 'h3' }) => {
  const [from, to] = priceRange(product, useStore(problems));
  return (
    <article className="card">
      <Link to="/products/$slug" params={{ slug: product.slug }} className="card-link">
        <img src={imageOf(product)} alt="" width="400" height="400" loading="lazy" decoding="async" />
        <Heading>{product.name}</Heading>
      </Link>
      <p className="card-line">{product.line}</p>
      <div className="card-foot">
        <span>
          {to > from && <span className="small">from </span>}
          <Price cents={from} currency={currency} />
        </span>
        {inStock(product) ? (
          <Stars stars={product.rating.stars} count={product.rating.count} />
        ) : (
          <Badge>Sold out</Badge>
        )}
      </div>
    </article>
  );
};

/** @param heading one below that of what the products stand in */
export const ProductGrid = ({
  products,
  heading = 'h3',
}: {
  products: readonly Product[];
  heading?: 'h2' | 'h3';
}) => (
  <ul className="grid">
    {products.map((product) => (
      <li key={product.id}>
        <ProductCard product={product} heading={heading} />
      </li>
    ))}
  </ul>
);
