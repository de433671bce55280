import { Badge, Price, Stars, useStore } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { currency, imageOf, inStock, type Product } from '../catalogue';
import { priceRange, problems } from '../state/problems';

/** A product among others. The whole card is one link. */
export const ProductCard = ({ product }: { product: Product }) => {
  const [from, to] = priceRange(product, useStore(problems));
  return (
    <article className="card">
      <Link to="/products/$slug" params={{ slug: product.slug }} className="card-link">
        <img src={imageOf(product)} alt="" width="400" height="400" loading="lazy" decoding="async" />
        <h3>{product.name}</h3>
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

export const ProductGrid = ({ products }: { products: readonly Product[] }) => (
  <ul className="grid">
    {products.map((product) => (
      <li key={product.id}>
        <ProductCard product={product} />
      </li>
    ))}
  </ul>
);
