import { useQuery } from '@tanstack/react-query';

type Channel = 'web' | 'social' | 'cctv';
type Period = 'monthly' | 'annual';

/** What `/pricing.json` holds, as the operator of the gateway configured it. */
interface Configured {
  currency: string;
  modules: Record<Channel, Record<Period, number>>;
}

/** What the channels cost, or undefined where nothing is charged. */
export const usePrices = (): { of: (channel: Channel, period: Period) => string } | undefined => {
  const { data } = useQuery({
    queryKey: ['prices'],
    queryFn: async (): Promise<Configured | null> => {
      const answer = await fetch('/pricing.json');
      // An installation that sells nothing has no prices.
      return answer.ok ? answer.json() : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) {
    return undefined;
  }
  const money = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: data.currency,
    minimumFractionDigits: 0,
  });
  return { of: (channel, period) => money.format(data.modules[channel][period]) };
};
