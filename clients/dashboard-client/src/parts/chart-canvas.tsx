import { themeStore, useStore } from '@crow/ui-kit';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ChartData, Series } from './chart';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const TOKENS = {
  accent: '--accent',
  good: '--good',
  warm: '--warm',
  bad: '--bad',
  soft: '--line-strong',
  ink: '--ink',
  inkSoft: '--ink-soft',
  line: '--line',
  raised: '--raised',
} as const;
const ORDER: readonly NonNullable<Series['tone']>[] = ['accent', 'warm', 'good', 'soft', 'bad'];

type Colours = Record<keyof typeof TOKENS, string>;

/** A canvas knows no custom properties; whatever stands in the page does. */
const coloursOf = (element: HTMLElement): Colours => {
  const colours = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => {
      // Each its own: one whose colour changes would begin a transition, and still have the first.
      const probe = element.appendChild(document.createElement('span'));
      probe.style.color = `var(${token})`;
      const { color } = getComputedStyle(probe);
      probe.remove();
      return [name, color];
    }),
  );
  return colours as Colours;
};

const dark = matchMedia('(prefers-color-scheme: dark)');
const followSystem = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

const optionOf = ({ kind, label, at, series, format }: Required<ChartData>, colours: Colours) => ({
  animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  aria: { enabled: true, label: { description: label } },
  color: series.map(({ tone }, index) => colours[tone ?? ORDER[index % ORDER.length] ?? 'accent']),
  textStyle: { fontFamily: 'inherit', color: colours.inkSoft },
  grid: { left: 8, right: 12, top: series.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
  legend: {
    show: series.length > 1,
    // Turns its pages rather than growing into the chart.
    type: 'scroll',
    top: 0,
    left: 0,
    right: 0,
    textStyle: { color: colours.ink },
    icon: 'roundRect',
  },
  // Drawn, not written: styles inside written HTML are refused by the page's policy.
  tooltip: {
    trigger: 'axis',
    renderMode: 'richText',
    backgroundColor: colours.raised,
    borderColor: colours.line,
    textStyle: { color: colours.ink },
    valueFormatter: (value: unknown) => format(Number(value)),
  },
  xAxis: {
    type: 'category',
    data: at,
    boundaryGap: kind !== 'line',
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.inkSoft, hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    splitNumber: 4,
    axisLabel: { color: colours.inkSoft, formatter: (value: number) => format(value) },
    splitLine: { lineStyle: { color: colours.line } },
  },
  series: series.map(({ name, values }) => ({
    name,
    data: values,
    type: kind === 'line' ? 'line' : 'bar',
    ...(kind === 'stack' && { stack: 'all' }),
    ...(kind === 'line' && { showSymbol: values.length < 3, smooth: 0.2, areaStyle: { opacity: 0.08 } }),
    barMaxWidth: 28,
  })),
});

/** Draws what `Chart` describes. */
const ChartCanvas = (data: Required<ChartData>) => {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(undefined);
  const theme = useStore(themeStore);
  const systemIsDark = useSyncExternalStore(followSystem, () => dark.matches);
  useEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    const drawn = init(element, null, { renderer: 'canvas' });
    chart.current = drawn;
    const sizes = new ResizeObserver(() => drawn.resize());
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      drawn.dispose();
      chart.current = undefined;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours follow from theme and system
  useEffect(() => {
    if (place.current?.parentElement) {
      chart.current?.setOption(optionOf(data, coloursOf(place.current.parentElement)), true);
    }
  }, [data, theme, systemIsDark]);
  return <div className="chart-canvas" ref={place} role="img" aria-label={data.label} />;
};

export default ChartCanvas;
