import { useQuery } from '@tanstack/react-query';

type Channel = 'web' | 'social' | 'cctv';
type Period = 'monthly' | 'annual';

/** What `/pricing.json` holds, as the operator of the gateway configured it. */
interface Configured {
  currency: string;
  /** None where nothing is charged. */
  modules: Partial<Record<Channel, Record<Period, number>>>;
}

/** What the channels cost, or undefined where nothing is charged. */
export const usePrices = (): { of: (channel: Channel, period: Period) => string | undefined } | undefined => {
  const { data } = useQuery({
    queryKey: ['prices'],
    queryFn: async (): Promise<Configured | null> => {
      const answer = await fetch('/pricing.json');
      return answer.ok ? answer.json() : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data || Object.keys(data.modules).length === 0) {
    return undefined;
  }
  const money = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: data.currency,
    minimumFractionDigits: 0,
  });
  return {
    of: (channel, period) => {
      const module = data.modules[channel];
      return module && money.format(module[period]);
    },
  };
};
