import { Dialog, Icon } from '@crow/ui-kit';
import { useState } from 'react';
import { imageOf, type Product, type Variant, VIEWS } from '../catalogue';

/** Pictures of a product; the large one opens a window in which it can be seen closely. */
export const Gallery = ({ product, variant }: { product: Product; variant: Variant }) => {
  const [shown, setShown] = useState(0);
  const [close, setClose] = useState(false);
  const { view, label } = VIEWS[shown] ?? { view: 'front', label: '' };
  const source = imageOf(product, variant, view);
  return (
    <div className="gallery">
      <button
        type="button"
        className="gallery-large"
        data-crow-zoom=""
        aria-label={`Look closely at ${product.name}, ${label.toLowerCase()}`}
        onClick={() => setClose(true)}
      >
        <img src={source} alt={`${product.name}, ${label.toLowerCase()}`} width="800" height="800" />
        <span className="gallery-hint">
          <Icon name="zoom" size={18} /> Zoom
        </span>
      </button>
      <ul className="gallery-views" aria-label="Views">
        {VIEWS.map((one, index) => (
          <li key={one.view}>
            <button
              type="button"
              aria-label={one.label}
              aria-pressed={index === shown}
              onClick={() => setShown(index)}
            >
              <img src={imageOf(product, variant, one.view)} alt="" width="120" height="120" />
            </button>
          </li>
        ))}
      </ul>
      <Dialog open={close} onClose={() => setClose(false)} title={product.name} size="wide">
        <Loupe key={source} source={source} name={product.name} />
      </Dialog>
    </div>
  );
};

const LEVELS = [1, 2, 3] as const;

/** The picture, larger: a click or Enter goes closer, and back; one looks around by moving the pointer or scrolling. */
const Loupe = ({ source, name }: { source: string; name: string }) => {
  const [level, setLevel] = useState(0);
  const times = LEVELS[level] ?? 1;
  return (
    <button
      type="button"
      className="loupe"
      data-times={times}
      aria-label={`${name}, ${times} times. Click to ${times === 3 ? 'see all of it' : 'go closer'}`}
      onClick={() => setLevel((level + 1) % LEVELS.length)}
      onPointerMove={({ currentTarget, clientX, clientY, pointerType }) => {
        if (pointerType === 'mouse') {
          const { left, top, width, height } = currentTarget.getBoundingClientRect();
          currentTarget.scrollTo({
            left: ((clientX - left) / width) * (currentTarget.scrollWidth - width),
            top: ((clientY - top) / height) * (currentTarget.scrollHeight - height),
          });
        }
      }}
    >
      <img src={source} alt={name} width="1200" height="1200" />
    </button>
  );
};
