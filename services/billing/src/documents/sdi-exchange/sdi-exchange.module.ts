import { Module } from '@nestjs/common';
import { PlatformConfig } from '#libs/platform/config.js';
import { SdiFiles } from './sdi-files.adapter.js';
import { SdiSimulator } from './sdi.simulator.js';
import { readSdiConfig, SdiConfig } from './sdi.config.js';
import { SDI } from './sdi.port.js';

/** The way to SdI where there is one, and what stands at its far end. */
@Module({
  providers: [
    { provide: SdiConfig, useFactory: readSdiConfig, inject: [PlatformConfig] },
    {
      provide: SDI,
      useFactory: ({ SDI_FOLDER: folder }: SdiConfig) => (folder ? new SdiFiles(folder) : undefined),
      inject: [SdiConfig],
    },
    {
      provide: SdiSimulator,
      useFactory: ({ SDI_FOLDER: folder, SDI_SIMULATOR: simulator }: SdiConfig) =>
        simulator === 'on' ? new SdiSimulator(folder!) : undefined,
      inject: [SdiConfig],
    },
  ],
  exports: [SdiConfig, SDI, SdiSimulator],
})
export class SdiExchangeModule {}
