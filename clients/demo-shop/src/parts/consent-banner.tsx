import { Button, useStore } from '@crow/ui-kit';
import { consent, decide } from '../state/consent';

/** Asks once, with two answers that are equally easy. */
export const ConsentBanner = () => {
  const standing = useStore(consent);
  return standing === 'open' ? (
    <section className="consent" aria-label="Consent">
      <p>
        May we measure how you use this shop? It stays on this machine: CROW shows you what it saw. No
        cookies, and never what you type.
      </p>
      <div className="row">
        <Button size="small" onClick={() => decide(true)}>
          Allow
        </Button>
        <Button size="small" look="quiet" onClick={() => decide(false)}>
          No, thanks
        </Button>
      </div>
    </section>
  ) : null;
};
