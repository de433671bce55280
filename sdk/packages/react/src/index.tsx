import { type BrowserCrow, type BrowserOptions, type Product, startCrow } from '@crow/browser';
import {
  Component,
  createContext,
  type ErrorInfo,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react';

/** What components may call before, while and after CROW runs; on a server it does nothing. */
export type CrowClient = Pick<
  BrowserCrow,
  'track' | 'identify' | 'alias' | 'reset' | 'optIn' | 'optOut' | 'setConsent' | 'begin' | 'flush'
>;

const Context = createContext<BrowserCrow | undefined>(undefined);

/** Starts CROW once, in the browser only, for everything below. */
export const CrowProvider = ({
  options,
  children,
}: {
  options: BrowserOptions;
  children?: ReactNode;
}): ReactNode => {
  const [crow, setCrow] = useState<BrowserCrow>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key does not start another CROW
  useEffect(() => setCrow(startCrow(options)), []);
  return <Context.Provider value={crow}>{children}</Context.Provider>;
};

/** The running CROW; undefined on a server and during the first rendering. */
export const useCrow = (): BrowserCrow | undefined => useContext(Context);

/** A function that reports an event; safe to call at any time. */
export const useTrack = (): ((type: string, properties?: object) => void) => {
  const crow = useCrow();
  return useCallback((type, properties) => void crow?.track(type, properties), [crow]);
};

/** Reports a product as viewed from the first rendering to the last, with how long that was. */
export const useProductView = (product: Product | undefined): void => {
  const crow = useCrow();
  const id = product?.productId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a product is its id
  useEffect(() => {
    if (!crow || !product) {
      return undefined;
    }
    const since = Date.now();
    const end = crow.begin('product_view', product);
    return () => end({ durationMs: Date.now() - since });
  }, [crow, id]);
};

/** What the visitor agreed to, kept up to date; undefined until CROW runs. */
export const useConsent = () => {
  const crow = useCrow();
  const [consent, setConsent] = useState(crow?.consent);
  useEffect(() => {
    setConsent(crow?.consent);
    return crow?.onConsent(setConsent);
  }, [crow]);
  return consent;
};

/** Reports what makes the components below fail, and shows the fallback instead of them. */
export class CrowErrorBoundary extends Component<
  { fallback?: ReactNode; children?: ReactNode },
  { failed: boolean }
> {
  static override contextType = Context;
  declare context: BrowserCrow | undefined;
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.context?.track('error', {
      message: error.message,
      stack: info.componentStack?.slice(0, 1_000),
    });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
