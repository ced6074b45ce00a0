import { act, screen } from '@testing-library/react';
import {
  Stage,
  useKratixResourceFetcher,
  type KratixResourceResult,
} from '../index';
import { FakePlatform } from '../live/__testUtils__';
import { orders, platformWithOrders } from '../requests/__testUtils__/orders';
import { renderOnEntity, resourceEntity } from './__testUtils__/renderOnEntity';

jest.setTimeout(120_000);

describe('F3: useKratixResourceFetcher', () => {
  let result: KratixResourceResult;
  function Probe() {
    result = useKratixResourceFetcher({});
    return (
      <>
        <p>stage {result.currentStage}</p>
        {result.banner}
      </>
    );
  }

  it('F7: follows the object from the first read to its deletion', async () => {
    const platform = platformWithOrders();
    await renderOnEntity(platform, resourceEntity, <Probe />);
    expect(await screen.findByText('stage ready')).toBeVisible();
    expect(result).toMatchObject({
      resource: { metadata: { name: 'orders' }, spec: { size: 'small' } },
      bannerMessage: '',
      showBanner: false,
      showDeletionBanner: false,
      resourceType: 'resource',
      missingKratixAnnotations: [],
      entityIdentifier: {
        apiVersion: 'demo.example.com/v1',
        kind: 'Database',
        namespace: 'team-orders',
        name: 'orders',
        templateName: 'database-promise-template',
        requestsRepoUrl: 'github.com?owner=o&repo=r',
      },
    });

    act(() => {
      platform.put({
        ...orders,
        metadata: {
          ...orders.metadata,
          deletionTimestamp: '2026-11-29T10:00:00Z',
        },
      });
    });
    expect(await screen.findByText('stage deleting')).toBeVisible();
    expect(screen.getByText('Database orders is being deleted.')).toBeVisible();
    // W8: the manifest is kept.
    expect(result.resource).toMatchObject({ spec: { size: 'small' } });
  });

  it('shows the stage that a call sets', async () => {
    await renderOnEntity(platformWithOrders(), resourceEntity, <Probe />);
    await screen.findByText('stage ready');
    act(() => result.setStage(Stage.DELETING));
    expect(screen.getByText('stage deleting')).toBeVisible();
    expect(result.bannerMessage).toBe('Database orders is being deleted.');
    act(() => result.setStage(Stage.READY));
    expect(screen.getByText('stage ready')).toBeVisible();
  });

  it('W7: says that an object does not exist, and not that it is being deleted', async () => {
    await renderOnEntity(new FakePlatform(), resourceEntity, <Probe />);
    expect(await screen.findByText('stage error')).toBeVisible();
    expect(screen.getByText('Database orders does not exist.')).toBeVisible();
    expect(result.resource).toBeNull();
  });

  it('W3: names missing annotations, and sends no incomplete request', async () => {
    const { 'kratix.io/group': _, ...annotations } =
      resourceEntity.metadata.annotations!;
    await renderOnEntity(
      platformWithOrders(),
      {
        ...resourceEntity,
        metadata: { ...resourceEntity.metadata, annotations },
      },
      <Probe />,
    );
    expect(await screen.findByText('stage error')).toBeVisible();
    expect(result.missingKratixAnnotations).toEqual(['kratix.io/group']);
    expect(result.bannerMessage).toContain('kratix.io/group');
  });
});
