import { Injectable } from '@nestjs/common';
import { FilesService } from '../platform/files/files.service.js';
import { smallPhotograph } from './rendering/photographs.js';

const MOST_KEPT = 300;

/** The photographs of people on their way to paper: stored as they were sent, printed small. */
@Injectable()
export class Photographs {
  /** By the file, whose bytes never change: base64. */
  private readonly small = new Map<string, string>();

  constructor(private readonly files: FilesService) {}

  /**
   * Data in which every `photoFile` (a stored file) has become a `photo` (a small JPEG, base64); `name` beside it says whose
   * it is. Inside a reading unit of work. @throws PhotographUnreadable
   */
  async fill<T>(data: T): Promise<T> {
    if (Array.isArray(data)) {
      const filled: unknown[] = [];
      for (const one of data) filled.push(await this.fill(one));
      return filled as T;
    }
    if (data === null || typeof data !== 'object') return data;
    const { photoFile, ...rest } = data as Record<string, unknown>;
    const filled: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(rest)) filled[key] = await this.fill(value);
    if (typeof photoFile === 'string') filled['photo'] = await this.of(photoFile, String(rest['name'] ?? ''));
    return filled as T;
  }

  private async of(fileId: string, whose: string): Promise<string> {
    const known = this.small.get(fileId);
    if (known) return known;
    const { bytes } = await this.files.read(fileId);
    const made = Buffer.from(await smallPhotograph(bytes, whose)).toString('base64');
    if (this.small.size >= MOST_KEPT) this.small.clear();
    this.small.set(fileId, made);
    return made;
  }
}
