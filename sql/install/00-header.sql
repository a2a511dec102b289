\echo Use "CREATE EXTENSION contact_center" to load this file. \quit

