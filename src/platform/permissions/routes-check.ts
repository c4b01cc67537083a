import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { CAN } from './can.js';
import { PermissionsService } from './permissions.service.js';

export interface StatedRoute {
  handler: string;
  method: string;
  path: string;
  permission: string | undefined;
}

/** Silence is an error at boot: every route states a permission that some capability declared. */
@Injectable()
export class RoutesCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly permissions: PermissionsService,
  ) {}

  onApplicationBootstrap(): void {
    const wrong = this.routes().filter((route) => !route.permission || !this.permissions.isDeclared(route.permission));
    if (wrong.length > 0) {
      throw new Error(
        `These routes state no declared permission:\n${wrong.map((r) => `  ${r.handler} (${r.permission ?? 'silent'})`).join('\n')}`,
      );
    }
  }

  routes(): StatedRoute[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: never[]) => unknown>;
      const base = [this.reflector.get<string | string[]>(PATH_METADATA, metatype)].flat();
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
        const permission = this.reflector.getAllAndOverride<string | undefined>(CAN, [handler, metatype as never]);
        return base.flatMap((prefix) =>
          paths.map((path) => ({
            handler: `${(metatype as { name: string }).name}.${name}`,
            method: RequestMethod[method] ?? '?',
            path: `/${prefix ?? ''}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
            permission,
          })),
        );
      });
    });
  }
}
