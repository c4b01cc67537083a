import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';

process.env.NODE_ENV = 'test';
