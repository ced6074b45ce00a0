import type { Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';
import { DemoError } from '../cli/DemoError';

/** Reads and merges app-config files as Backstage does, with environment variables for `${...}`. */
export async function readAppConfig(files: readonly string[]): Promise<Config> {
  try {
    const config = await ConfigSources.toConfig(
      ConfigSources.defaultForTargets({
        targets: files.map(target => ({ type: 'path', target })),
        watch: false,
      }),
    );
    config.close();
    return config;
  } catch (cause) {
    throw DemoError.because(
      'bad-config',
      `the app-config of ${files.join(', ')} cannot be read`,
      cause,
    );
  }
}
