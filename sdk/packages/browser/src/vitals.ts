import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { Part } from './host';

/** Core Web Vitals and what explains them, each once for a page. */
export const start: Part = (host) => {
  const report = host.safe((metric: Metric) => {
    host.crow.track('web_vital', {
      name: metric.name,
      value: Math.round(metric.value * 1_000) / 1_000,
      rating: metric.rating,
      navigation: metric.navigationType,
    });
  });
  onTTFB(report);
  onFCP(report);
  onLCP(report);
  onCLS(report);
  onINP(report);
};
