import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  readResourceState,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { screen, within } from '@testing-library/react';
import {
  FakeEnvironment,
  FakePlatform,
  parseRecording,
  replay,
  type RecordedLine,
} from '../live/__testUtils__';
import { state as stateTexts } from '../words/en/state';
import { renderResource } from './__testUtils__/renderResource';

jest.setTimeout(120_000);

// eslint-disable-next-line no-restricted-syntax -- tests run from their sources
const folder = resolve(__dirname, '../../../../../shared/kratix/recordings');
const scenarios = readdirSync(folder)
  .filter(file => file.endsWith('.jsonl'))
  .map(file => file.replace('.jsonl', ''))
  .sort();

/** Only some steps of a recording are tested, because each change of the page takes time. The other steps show the same kinds of changes. */
const MOST_CHECKS = 8;

const OTHER_GROUPS =
  /^(v1|batch\/|rbac\.|apiextensions\.|platform\.kratix\.io\/)/;

/** The resource request that a recording is about: the first one that changes. */
function findRequest(lines: readonly RecordedLine[]): ResourceRef | undefined {
  const own = lines.filter(
    ({ object }) =>
      !OTHER_GROUPS.test(object.apiVersion) && object.metadata.namespace,
  );
  const { object } = own.find(({ t }) => t > 0) ?? own[0] ?? {};
  return (
    object && {
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    }
  );
}

/** The times after which the request is looked at. */
function timesOf(lines: readonly RecordedLine[], ref: ResourceRef): number[] {
  const times = lines
    .filter(
      ({ object, type }) =>
        type !== 'DELETED' &&
        object.kind === ref.kind &&
        object.metadata.name === ref.name,
    )
    .map(({ t }) => t);
  const step = Math.max(1, Math.ceil(times.length / MOST_CHECKS));
  return times.filter(
    (_, index) => index % step === 0 || index === times.length - 1,
  );
}

function expectedWord(platform: FakePlatform, ref: ResourceRef): string {
  const kratix = 'platform.kratix.io/v1alpha1';
  const [object] = platform.cluster.list(ref);
  const name = object.metadata.labels?.['kratix.io/promise-name'];
  const [promise] = name
    ? platform.cluster.list({ apiVersion: kratix, kind: 'Promise', name })
    : [];
  const [binding] = platform.cluster.list({
    apiVersion: kratix,
    kind: 'ResourceBinding',
    namespace: ref.namespace,
    labelSelector: `kratix.io/promise-name=${name},kratix.io/resource-name=${ref.name}`,
  });
  const { state } = readResourceState(object, {
    ...(promise && { promise }),
    ...(binding && { binding }),
  });
  return stateTexts[`state.word.${state}`];
}

describe('the page of a request while a recording of the real Kratix controller is replayed', () => {
  it.each(scenarios)('%s', async scenario => {
    const lines = parseRecording(
      readFileSync(resolve(folder, `${scenario}.jsonl`), 'utf8'),
    );
    const ref = findRequest(lines);
    if (!ref) {
      // A recording about Promises or Destinations only.
      return;
    }
    const platform = new FakePlatform();
    const environment = new FakeEnvironment();
    let rest: RecordedLine[] = [...lines];
    let page: Awaited<ReturnType<typeof renderResource>> | undefined;
    for (const time of timesOf(lines, ref)) {
      rest = replay(platform, rest, time);
      if (platform.cluster.list(ref).length === 0) {
        continue;
      }
      page ??= await renderResource(platform, ref, { environment });
      await page.advance(300);
      const heading = await screen.findByRole('heading', { name: ref.name });
      const header = heading.closest('header')!;
      expect(
        within(header).getByText(expectedWord(platform, ref)),
      ).toBeInTheDocument();
    }
    replay(platform, rest);
    await page?.advance(300);
    const isThere = platform.cluster.list(ref).length > 0;
    expect(screen.queryByText(/^Deleted at/) === null).toBe(isThere);
  });
});
