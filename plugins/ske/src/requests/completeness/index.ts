export { summarizeCoverage, type CoverageSummary } from './summarize';
export {
  describeCoverage,
  type CoverageStatus,
  type KindCoverage,
  type KindFacts,
} from './describeCoverage';
