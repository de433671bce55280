import { Button, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Fault } from '../parts/fault';
import { problemOf } from '../send';
import { makeTestKey } from '../set-up/keys';
import { words } from '../words';

const text = words.tryPage;

/** A small shop window of our own with the SDK in it, for whoever has no site at hand yet. */
export const TryPage = () => {
  const [inCart, setInCart] = useState(0);
  const key = useQuery({
    queryKey: ['test-key'],
    queryFn: () => makeTestKey(text.title),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  useEffect(() => {
    if (key.data && !document.querySelector('script[data-key]')) {
      const script = document.createElement('script');
      script.src = '/sdk/crow.js';
      script.async = true;
      script.dataset.key = key.data;
      document.head.append(script);
    }
  }, [key.data]);
  return (
    <div className="card">
      <title>{`${text.title} – ${words.brand}`}</title>
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      <Fault problem={problemOf(key.error)}>
        <p>{text.noKey}</p>
      </Fault>
      <search>
        <Field label={text.search} type="search" name="q" />
      </search>
      <article
        className="channel"
        data-crow-product="test-teapot"
        data-crow-name={text.product}
        data-crow-price="24.00"
        data-crow-currency="EUR"
      >
        <h2>{text.product}</h2>
        <p>{text.price}</p>
        <Button data-crow-add onClick={() => setInCart(inCart + 1)}>
          {text.add} {inCart > 0 && `(${inCart})`}
        </Button>
      </article>
    </div>
  );
};
