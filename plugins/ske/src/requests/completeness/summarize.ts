import type { KindCoverage } from './describeCoverage';

/** What the page says about the requests that are not shown. */
export interface CoverageSummary {
  readonly notAllowed: readonly KindCoverage[];
  /** The Promises whose API the cluster does not serve. */
  readonly notServed: readonly KindCoverage[];
  readonly failed: readonly KindCoverage[];
  readonly leftOut: readonly KindCoverage[];
  /** The Promises that are not live, see {@link KindCoverage.isPolled}. */
  readonly polled: readonly KindCoverage[];
  /** The Promises that are not live because the user may not watch their requests. */
  readonly unwatched: readonly KindCoverage[];
  /** The Promises of which only some namespaces are shown. */
  readonly partial: readonly KindCoverage[];
  /** The namespaces that are shown, where not all are. */
  readonly namespaces: readonly string[];
  /** Whether nothing is shown because the portal does not know the namespaces of the user. */
  readonly isLost: boolean;
}

/** Groups the Promises by what is missing. */
export function summarizeCoverage(
  coverage: readonly KindCoverage[],
): CoverageSummary {
  const of = (status: KindCoverage['status']) =>
    coverage.filter(each => each.status === status);
  const partial = of('namespaces');
  const notAllowed = of('not-allowed');
  return {
    notAllowed,
    notServed: of('not-served'),
    failed: of('failed'),
    leftOut: coverage.filter(
      ({ status, leftOut }) => status === 'left-out' || leftOut.length > 0,
    ),
    polled: coverage.filter(({ isPolled }) => isPolled),
    unwatched: coverage.filter(({ watchRefusal }) => watchRefusal),
    partial,
    namespaces: [
      ...new Set(partial.flatMap(({ namespaces }) => namespaces)),
    ].sort(),
    isLost: coverage.length > 0 && notAllowed.length === coverage.length,
  };
}
