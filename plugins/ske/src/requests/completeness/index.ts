export { summarizeCoverage, type CoverageSummary } from './summarize';
export { describeCoverage, type KindCoverage } from './describeCoverage';
