"""Mutation of the plain modules: would their tests notice a small change?"""
