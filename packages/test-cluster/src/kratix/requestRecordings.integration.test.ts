import { playRecording } from './__testUtils__/playRecording';
import { useStandIn } from './__testUtils__/useStandIn';
import { scenarioGroups } from './scenarios';
import type { Scenario } from './scenarios/Scenario';

describe('the stand-in compared with recordings of Kratix: requests', () => {
  const standIn = useStandIn({ samplePromises: false });

  it.each<Scenario>(scenarioGroups.requests)(
    '$name',
    async scenario => {
      const played = await playRecording(standIn.api, scenario);
      expect(played.differences).toEqual([]);
      expect(played.kinds).toEqual(played.recordedKinds);
    },
    240_000,
  );
});
